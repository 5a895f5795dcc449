package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Barcodes of products, and finding a product by what was scanned. */
class LookupApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final ApiClient cashier = application.cashier();

  private static String sku() {
    return "B-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** Of 13 digits, and nobody else's. */
  private static String code() {
    String body =
        "2" + String.format("%011d", ThreadLocalRandom.current().nextLong(100_000_000_000L));
    int sum = IntStream.range(0, 12).map(i -> (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3)).sum();
    return body + (10 - sum % 10) % 10;
  }

  private static JsonObject product(String sku, Object... barcodes) {
    return new JsonObject()
        .put("sku", sku)
        .put("name", "Producto " + sku)
        .put("default_price", "10.00")
        .put("barcodes", new JsonArray(java.util.List.of(barcodes)));
  }

  private static JsonObject codes(Object... barcodes) {
    return new JsonObject().put("barcodes", new JsonArray(java.util.List.of(barcodes)));
  }

  private String found(String code) {
    return cashier.get("/pos/lookup/" + code + "/").is(200).id();
  }

  @Test
  void a_product_is_found_by_sku_and_by_each_of_its_barcodes() {
    String sku = sku();
    String one = code();
    String other = code();
    Answer added = admin.post("/products/", product(sku, one, other)).is(201);
    assertThat(added.json().getJsonArray("barcodes")).containsExactly(one, other);
    for (String code : new String[] {sku, one, other, "0" + one}) {
      assertThat(found(code)).isEqualTo(added.id());
    }
    assertThat(cashier.get("/pos/lookup/" + one + "/").json())
        .isEqualTo(cashier.get("/products/" + added.id() + "/").json());
    assertThat(application.statementsOf(() -> cashier.get("/pos/lookup/" + one + "/").is(200)))
        .as("who is asking, and the product")
        .isEqualTo(2);
  }

  @Test
  void what_nobody_has_is_not_found() {
    admin.post("/products/", product(sku())).is(201);
    cashier.get("/pos/lookup/" + code() + "/").isRefused(404, "not_found");
    cashier.get("/pos/lookup/" + sku() + "/").isRefused(404, "not_found");
    cashier.get("/pos/lookup/" + "9".repeat(65) + "/").isRefused(404, "not_found");
    application.anonymous().get("/pos/lookup/x/").isRefused(401, "not_authenticated");
  }

  @Test
  void a_sku_wins_over_a_barcode() {
    String code = code();
    String labelled = admin.post("/products/", product(sku(), code)).is(201).id();
    assertThat(found(code)).isEqualTo(labelled);
    String named = admin.post("/products/", product(code)).is(201).id();
    assertThat(found(code)).isEqualTo(named);
  }

  @Test
  void barcodes_stay_until_others_are_sent() {
    String one = code();
    String two = code();
    String path = "/products/" + admin.post("/products/", product(sku(), one)).is(201).id() + "/";
    JsonObject renamed = new JsonObject().put("name", "Otro");
    assertThat(admin.patch(path, renamed).is(200).json().getJsonArray("barcodes"))
        .containsExactly(one);
    assertThat(admin.patch(path, codes(two, one)).is(200).json().getJsonArray("barcodes"))
        .containsExactly(two, one);
    assertThat(admin.patch(path, codes()).is(200).json().getJsonArray("barcodes")).isEmpty();
    cashier.get("/pos/lookup/" + one + "/").isRefused(404, "not_found");
    admin.post("/products/", product(sku(), one)).is(201);
  }

  @Test
  void no_two_products_share_a_barcode() {
    String code = code();
    admin.post("/products/", product(sku(), code)).is(201);
    admin.post("/products/", product(sku(), code)).isInvalid("barcodes");
    admin.post("/products/", product(sku(), "0" + code)).isInvalid("barcodes");
    String other = admin.post("/products/", product(sku())).is(201).id();
    admin.patch("/products/" + other + "/", codes(code)).isInvalid("barcodes");
  }

  @Test
  void each_barcode_is_checked_by_itself() {
    String good = code();
    String bad = good.substring(0, 12) + (char) ('0' + (good.charAt(12) - '0' + 1) % 10);
    JsonArray problems =
        admin
            .post("/products/", product(sku(), good, bad, "abc"))
            .isInvalid("barcodes")
            .json()
            .getJsonObject("fields")
            .getJsonArray("barcodes");
    assertThat(problems.getJsonObject(0)).isEmpty();
    assertThat(problems.getJsonObject(1).getJsonArray("non_field_errors")).hasSize(1);
    assertThat(problems.getJsonObject(2).getJsonArray("non_field_errors")).hasSize(1);
    JsonArray repeated =
        admin
            .post("/products/", product(sku(), good, "0" + good))
            .isInvalid("barcodes")
            .json()
            .getJsonObject("fields")
            .getJsonArray("barcodes");
    assertThat(repeated.getJsonObject(0)).isEmpty();
    assertThat(repeated.getJsonObject(1).getJsonArray("non_field_errors")).hasSize(1);
    Object[] many = IntStream.range(0, 21).mapToObj(i -> code()).toArray();
    admin.post("/products/", product(sku(), many)).isInvalid("barcodes");
    admin.post("/products/", new JsonObject().put("barcodes", "x")).isInvalid("barcodes");
  }

  @Test
  void a_product_with_barcodes_can_be_removed() {
    String code = code();
    String product = admin.post("/products/", product(sku(), code)).is(201).id();
    admin.delete("/products/" + product + "/").is(204);
    cashier.get("/pos/lookup/" + code + "/").isRefused(404, "not_found");
  }
}
