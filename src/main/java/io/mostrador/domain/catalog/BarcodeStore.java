package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Gtin;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table of the barcodes of products. */
final class BarcodeStore {

  private static final String FIELD = "barcodes";

  private static final String REMOVE =
      """
      DELETE FROM product_barcode
      WHERE product_id = $1
      """;

  private static final String ADD =
      """
      INSERT INTO product_barcode (code, product_id, place)
      SELECT code, $1, place
      FROM unnest($2::text[]) WITH ORDINALITY AS sent (code, place)
      ORDER BY lpad(code, 14, '0')
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "product_barcode_pkey",
              () -> Failure.invalid(FIELD, "Otro producto ya tiene uno de estos códigos.")));

  /**
   * These and no others, in this order; fails with {@code invalid} on {@code barcodes}.
   *
   * @param codes with their check digits verified
   */
  Completable replace(SqlClient sql, UUID productId, List<String> codes) {
    refuseRepeated(codes);
    return Sql.change(sql, REMOVE, productId)
        .andThen(codes.isEmpty() ? Completable.complete() : add(sql, productId, codes));
  }

  private static Completable add(SqlClient sql, UUID productId, List<String> codes) {
    return Sql.run(sql, ADD, productId, codes.toArray(String[]::new))
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  /** The same article twice, with zeros before it or without. */
  private static void refuseRepeated(List<String> codes) {
    Set<String> known = new HashSet<>();
    JsonArray problems = new JsonArray();
    boolean anyRepeated = false;
    for (String code : codes) {
      boolean isNew = known.add(Gtin.padded(code));
      anyRepeated |= !isNew;
      JsonArray problem = new JsonArray().add("Este código ya está en la lista.");
      problems.add(isNew ? new JsonObject() : new JsonObject().put("non_field_errors", problem));
    }
    if (anyRepeated) {
      throw Failure.invalid(new JsonObject().put(FIELD, problems));
    }
  }
}
