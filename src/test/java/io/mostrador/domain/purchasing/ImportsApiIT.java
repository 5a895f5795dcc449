package io.mostrador.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A pasted invoice until it is confirmed. */
class ImportsApiIT {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final ApiClient cashier = application.cashier();
  private final Invoices invoices = new Invoices(cashier);

  private static String batch(JsonObject batch) {
    return "/import-batches/" + batch.getString("id") + "/";
  }

  private static String line(JsonObject line) {
    return "/import-lines/" + line.getString("id") + "/";
  }

  /** Another reader of MYESA's, which takes lines of five parts. */
  private String delimitedParser() throws SQLException {
    String key = "pipe-" + UUID.randomUUID();
    try (var connection = application.connect();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO supplier_parser (supplier_id, parser_key, version)
                VALUES (?::uuid, ?, 1)
                RETURNING id
                """)) {
      insert.setString(1, invoices.supplier);
      insert.setString(2, key);
      try (var rows = insert.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  @Test
  void suppliers_and_their_parsers_are_listed_by_name() {
    assertThat(cashier.get("/suppliers/").is(200).results())
        .extracting(row -> row.getString("code") + " " + row.getString("name"))
        .containsExactly("DIRECT Compra directa", "MYESA MYESA");
    assertThat(cashier.get("/supplier-parsers/?supplier=" + invoices.supplier).is(200).results())
        .anySatisfy(
            row -> {
              assertThat(row.getString("parser_key")).isEqualTo("myesa");
              assertThat(row.getInteger("version")).isEqualTo(1);
              assertThat(row.getString("description")).isEqualTo("Parser MYESA");
              assertThat(row.getString("supplier")).isEqualTo(invoices.supplier);
              assertThat(row.getBoolean("is_active")).isTrue();
            });
    assertThat(cashier.get("/supplier-parsers/?supplier=" + NOBODY).is(200).results()).isEmpty();
    cashier.get("/supplier-parsers/?supplier=x").isInvalid("supplier");
    cashier.post("/suppliers/", new JsonObject()).isRefused(405, "method_not_allowed");
  }

  @Test
  void a_batch_starts_as_a_draft_and_keeps_what_was_said_of_it() {
    JsonObject header =
        invoices
            .header("  texto \n")
            .put("invoice_number", "F-1")
            .put("invoice_date", "2026-03-01")
            .put("subtotal", 100)
            .put("tax", "16.5")
            .put("total", "116.50");
    JsonObject batch = cashier.post("/import-batches/", header).is(201).json();
    assertThat(batch.getString("status")).isEqualTo("DRAFT");
    assertThat(batch.getString("raw_text")).isEqualTo("texto");
    assertThat(batch.getString("invoice_date")).isEqualTo("2026-03-01");
    assertThat(batch.getString("subtotal")).isEqualTo("100.00");
    assertThat(batch.getString("tax")).isEqualTo("16.50");
    assertThat(batch.getValue("confirmed_at")).isNull();
    assertThat(batch.getJsonArray("lines")).isEmpty();
    assertThat(application.otherCashier().get(batch(batch)).is(200).json()).isEqualTo(batch);
    assertThat(admin.get("/import-batches/").is(200).results())
        .extracting(row -> row.getString("id"))
        .contains(batch.getString("id"));
  }

  @Test
  void a_batch_without_sense_is_refused_by_field() {
    cashier
        .post("/import-batches/", new JsonObject())
        .isInvalid("supplier")
        .isInvalid("parser")
        .isInvalid("raw_text");
    cashier.post("/import-batches/", invoices.header("  ")).isInvalid("raw_text");
    for (String amount : List.of("subtotal", "tax", "total")) {
      cashier.post("/import-batches/", invoices.header("x").put(amount, "-0.01")).isInvalid(amount);
    }
    cashier
        .post("/import-batches/", invoices.header("x").put("supplier", NOBODY))
        .isInvalid("supplier");
    cashier
        .post("/import-batches/", invoices.header("x").put("parser", NOBODY))
        .isInvalid("parser");
    String direct = Invoices.supplierId(cashier, "DIRECT");
    cashier
        .post("/import-batches/", invoices.header("x").put("supplier", direct))
        .isInvalid("parser");
    cashier
        .post("/import-batches/", invoices.header("x").put("invoice_number", "x".repeat(65)))
        .isInvalid("invoice_number");
  }

  @Test
  void a_parser_out_of_use_reads_no_new_batch() throws SQLException {
    String parser = delimitedParser();
    try (var connection = application.connect();
        var update =
            connection.prepareStatement(
                "UPDATE supplier_parser SET is_active = false WHERE id = ?::uuid")) {
      update.setString(1, parser);
      update.executeUpdate();
    }
    cashier
        .post("/import-batches/", invoices.header("x").put("parser", parser))
        .isInvalid("parser");
    assertThat(cashier.get("/supplier-parsers/").is(200).results())
        .extracting(row -> row.getString("id"))
        .doesNotContain(parser);
  }

  @Test
  void the_header_changes_until_the_batch_is_confirmed() {
    JsonObject batch = cashier.post("/import-batches/", invoices.header("uno")).is(201).json();
    JsonObject changed =
        application
            .otherCashier()
            .patch(batch(batch), new JsonObject().put("tax", "8.00").put("raw_text", "dos"))
            .is(200)
            .json();
    assertThat(changed.getString("tax")).isEqualTo("8.00");
    assertThat(changed.getString("raw_text")).isEqualTo("dos");
    assertThat(cashier.patch(batch(batch), new JsonObject().putNull("tax")).is(200).json())
        .isEqualTo(batch.copy().put("raw_text", "dos"));
    cashier.put(batch(batch), new JsonObject().put("raw_text", "tres")).isInvalid("supplier");
    assertThat(
            cashier.put(batch(batch), invoices.header("tres")).is(200).json().getString("raw_text"))
        .isEqualTo("tres");
    cashier.patch(batch(batch), new JsonObject().put("parser", NOBODY)).isInvalid("parser");
    cashier
        .patch(batch(batch), new JsonObject().put("supplier", Invoices.supplierId(admin, "DIRECT")))
        .isInvalid("parser");
    cashier.patch("/import-batches/" + NOBODY + "/", new JsonObject()).isRefused(404, "not_found");
  }

  @Test
  void an_open_batch_can_be_removed_with_its_lines() {
    JsonObject batch = invoices.parsed(Invoices.item(Invoices.sku(), "1", "CASCO", "10.00"));
    cashier.delete(batch(batch)).is(204);
    cashier.get(batch(batch)).isRefused(404, "not_found");
    cashier.patch(line(Invoices.lines(batch).get(0)), new JsonObject()).isRefused(404, "not_found");
    cashier.delete(batch(batch)).isRefused(404, "not_found");
    cashier.post(batch(batch) + "parse/").isRefused(404, "not_found");
    cashier.post(batch(batch) + "confirm/").isRefused(404, "not_found");
  }

  @Test
  void parsing_reads_the_text_into_lines() {
    String sku = Invoices.sku();
    JsonObject batch =
        invoices.parsed("Factura\n" + Invoices.item(sku, "2", "CASCO NEGRO", "800.00"));
    assertThat(batch.getString("status")).isEqualTo("PARSED");
    assertThat(Invoices.lines(batch)).hasSize(1);
    JsonObject line = Invoices.lines(batch).get(0);
    assertThat(line.getInteger("line_no")).isEqualTo(1);
    assertThat(line.getString("raw_line")).isEqualTo("** " + sku + " 2 PZA CASCO NEGRO");
    for (String prefix : List.of("parsed_", "")) {
      assertThat(line.getString(prefix + "sku")).isEqualTo(sku);
      assertThat(line.getString(prefix + "name")).isEqualTo("CASCO NEGRO");
      assertThat(line.getString(prefix + "qty")).isEqualTo("2.00");
      assertThat(line.getString(prefix + "unit_cost")).isEqualTo("800.00");
      assertThat(line.getString(prefix + "unit_price")).isEqualTo("928.00");
    }
    assertThat(line.getString("public_price")).isEqualTo("1206.40");
    assertThat(line.getString("match_status")).isEqualTo("NEW_PRODUCT");
    assertThat(line.getString("brand_name")).isEmpty();
    assertThat(line.getValue("brand")).isNull();
    assertThat(line.getValue("matched_product")).isNull();
    assertThat(line.getBoolean("is_selected")).isTrue();
    assertThat(line.getString("notes")).isEmpty();
  }

  @Test
  void a_known_sku_brings_its_product_with_brand_and_type() throws SQLException {
    String sku = Invoices.sku();
    invoices.previewConfirm(invoices.header("x"), List.of(Invoices.line(sku, "1", "9"))).is(201);
    String text = sku.toLowerCase(java.util.Locale.ROOT) + "|OTRO NOMBRE|3|50.00|60.00\nA,B\n";
    JsonObject batch = invoices.parsed(invoices.header(text).put("parser", delimitedParser()));
    JsonObject known = Invoices.lines(batch).get(0);
    assertThat(known.getString("match_status")).isEqualTo("MATCHED_PRODUCT");
    assertThat(known.getString("matched_product")).isEqualTo(invoices.product(sku).getString("id"));
    assertThat(known.getString("brand")).isEqualTo(invoices.product(sku).getString("brand"));
    assertThat(known.getString("brand_name")).isEqualTo("LS2");
    assertThat(known.getString("product_type_name")).isEqualTo("GUANTES");
    assertThat(known.getString("name")).isEqualTo("OTRO NOMBRE");
    JsonObject unreadable = Invoices.lines(batch).get(1);
    assertThat(unreadable.getString("match_status")).isEqualTo("INVALID");
    assertThat(unreadable.getString("name")).isEqualTo("A,B");
    assertThat(unreadable.getString("sku")).isEmpty();
    assertThat(unreadable.getValue("qty")).isNull();
    assertThat(unreadable.getValue("matched_product")).isNull();
  }

  @Test
  void a_line_without_quantity_above_zero_or_cost_is_invalid_though_its_sku_is_known()
      throws SQLException {
    String sku = Invoices.sku();
    invoices.previewConfirm(invoices.header("x"), List.of(Invoices.line(sku, "1", "9"))).is(201);
    JsonObject batch =
        invoices.parsed(
            invoices
                .header(sku + "|A|0|50.00|60.00\n" + sku + "|A|1|?|60.00")
                .put("parser", delimitedParser()));
    assertThat(Invoices.lines(batch))
        .allSatisfy(line -> assertThat(line.getString("match_status")).isEqualTo("INVALID"));
    assertThat(Invoices.lines(batch).get(0).getString("qty")).isEqualTo("0.00");
    assertThat(Invoices.lines(batch).get(1).getValue("unit_cost")).isNull();
  }

  @Test
  void parsing_again_replaces_the_lines() {
    JsonObject batch = invoices.parsed(Invoices.item(Invoices.sku(), "1", "UNO", "10.00"));
    String other = Invoices.sku();
    cashier
        .patch(
            batch(batch),
            new JsonObject().put("raw_text", Invoices.item(other, "4", "DOS", "20.00")))
        .is(200);
    JsonObject again = cashier.post(batch(batch) + "parse/").is(200).json();
    assertThat(Invoices.lines(again))
        .extracting(line -> line.getString("sku"))
        .containsExactly(other);
  }

  @Test
  void a_text_without_items_is_refused_and_changes_nothing() {
    JsonObject batch = cashier.post("/import-batches/", invoices.header("Hola")).is(201).json();
    cashier.post(batch(batch) + "parse/").isRefused(400, "invalid_raw_text");
    assertThat(cashier.get(batch(batch)).is(200).json()).isEqualTo(batch);
  }

  @Test
  void a_line_takes_what_is_sent_and_recomputes_nothing() {
    JsonObject batch = invoices.parsed(Invoices.item(Invoices.sku(), "1", "UNO", "10.00"));
    JsonObject before = Invoices.lines(batch).get(0);
    JsonObject after =
        application
            .otherCashier()
            .patch(
                line(before),
                new JsonObject()
                    .put("unit_cost", 20)
                    .put("sku", "otro")
                    .put("brand_name", "LS2")
                    .put("is_selected", false)
                    .put("notes", "revisar"))
            .is(200)
            .json();
    assertThat(after)
        .isEqualTo(
            new JsonObject()
                .put("sku", "otro")
                .put("name", "UNO")
                .put("qty", "1.00")
                .put("unit_cost", "20.00")
                .put("unit_price", before.getString("unit_price"))
                .put("public_price", before.getString("public_price"))
                .put("brand_name", "LS2")
                .put("product_type_name", "")
                .putNull("brand")
                .putNull("product_type")
                .putNull("matched_product")
                .put("is_selected", false)
                .put("notes", "revisar"));
    String brand = admin.get("/brands/?q=PROMOTO").is(200).results().get(0).getString("id");
    JsonObject branded =
        cashier.patch(line(before), new JsonObject().put("brand", brand)).is(200).json();
    assertThat(branded.getString("brand")).isEqualTo(brand);
    assertThat(branded.getString("brand_name")).isEqualTo("LS2");
  }

  @Test
  void a_line_without_sense_is_refused_by_field() {
    JsonObject line =
        Invoices.lines(invoices.parsed(Invoices.item(Invoices.sku(), "1", "UNO", "10.00"))).get(0);
    cashier.patch(line(line), new JsonObject().put("qty", "0")).isInvalid("qty");
    for (String amount : List.of("unit_cost", "unit_price", "public_price")) {
      cashier.patch(line(line), new JsonObject().put(amount, "-1")).isInvalid(amount);
      cashier.patch(line(line), new JsonObject().put(amount, "1.001")).isInvalid(amount);
    }
    for (String reference : List.of("brand", "product_type", "matched_product")) {
      cashier.patch(line(line), new JsonObject().put(reference, NOBODY)).isInvalid(reference);
      cashier.patch(line(line), new JsonObject().put(reference, "x")).isInvalid(reference);
    }
    cashier.patch(line(line), new JsonObject().put("sku", "x".repeat(65))).isInvalid("sku");
    cashier
        .patch(line(line), new JsonObject().put("brand_name", "x".repeat(81)))
        .isInvalid("brand_name");
    cashier.patch("/import-lines/" + NOBODY + "/", new JsonObject()).isRefused(404, "not_found");
    cashier.get(line(line)).isRefused(405, "method_not_allowed");
  }

  @Test
  void a_confirmed_batch_stays_as_it_is() {
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(Invoices.sku(), "1", "UNO", "10.00")));
    invoices.confirm(batch).is(201);
    cashier.post(batch(batch) + "parse/").isRefused(400, "invalid_state");
    cashier
        .patch(batch(batch), new JsonObject().put("tax", "1.00"))
        .isRefused(400, "invalid_state");
    cashier.delete(batch(batch)).isRefused(400, "invalid_state");
    cashier
        .patch(line(Invoices.lines(batch).get(0)), new JsonObject().put("qty", "2"))
        .isRefused(400, "invalid_state");
  }

  @Test
  void investors_see_and_do_nothing_here() {
    ApiClient investor = application.investor();
    JsonObject batch = cashier.post("/import-batches/", invoices.header("x")).is(201).json();
    for (String path :
        List.of("/suppliers/", "/supplier-parsers/", "/import-batches/", batch(batch))) {
      investor.get(path).isRefused(403, "permission_denied");
    }
    for (String path :
        List.of(
            "/import-batches/",
            "/import-batches/preview-confirm/",
            batch(batch) + "parse/",
            batch(batch) + "confirm/")) {
      investor.post(path, new JsonObject()).isRefused(403, "permission_denied");
    }
    investor.put(batch(batch), new JsonObject()).isRefused(403, "permission_denied");
    investor.patch(batch(batch), new JsonObject()).isRefused(403, "permission_denied");
    investor.delete(batch(batch)).isRefused(403, "permission_denied");
    investor
        .patch("/import-lines/" + NOBODY + "/", new JsonObject())
        .isRefused(403, "permission_denied");
    application.anonymous().get("/import-batches/").isRefused(401, "not_authenticated");
  }

  @Test
  void a_retry_with_the_same_key_starts_one_batch() {
    ApiClient keyed = cashier.withKey(UUID.randomUUID().toString());
    JsonObject first = keyed.post("/import-batches/", invoices.header("x")).is(201).json();
    assertThat(keyed.post("/import-batches/", invoices.header("x")).is(201).json())
        .isEqualTo(first);
  }

  @Test
  void a_text_of_two_mebibytes_is_read_and_a_longer_one_refused() {
    String sku = Invoices.sku();
    String text = Invoices.item(sku, "1", "UNO", "10.00") + "x ".repeat(900_000) + ".";
    assertThat(Invoices.lines(invoices.parsed(text)))
        .extracting(line -> line.getString("sku"))
        .containsExactly(sku);
    cashier.post("/import-batches/", invoices.header("x".repeat(2_200_000))).is(413);
  }

  @Test
  void a_page_of_batches_takes_the_same_statements_whatever_it_holds() {
    Supplier<Runnable> one = () -> () -> cashier.get("/import-batches/?page_size=1").is(200);
    Supplier<Runnable> more = () -> () -> cashier.get("/import-batches/?page_size=3").is(200);
    invoices.parsed(Invoices.item(Invoices.sku(), "1", "UNO", "10.00"));
    long ofOne = Statements.least(application, one);
    invoices.parsed(
        Invoices.item(Invoices.sku(), "1", "DOS", "10.00")
            + Invoices.item(Invoices.sku(), "1", "TRES", "10.00"));
    assertThat(Statements.least(application, more)).isEqualTo(ofOne).isEqualTo(3);
  }

  @Test
  void removing_a_product_leaves_open_lines_without_it() {
    String product = new Goods(admin).product("10.00");
    JsonObject batch = invoices.parsed(Invoices.item(Invoices.sku(), "1", "UNO", "10.00"));
    JsonObject line = Invoices.lines(batch).get(0);
    cashier.patch(line(line), new JsonObject().put("matched_product", product)).is(200);
    admin.delete("/products/" + product + "/").is(204);
    assertThat(Invoices.lines(cashier.get(batch(batch)).is(200).json()).get(0)).isEqualTo(line);
  }
}
