package io.mostrador.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A pasted invoice that is taken in. */
class ImportConfirmationIT {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final ApiClient cashier = application.cashier();
  private final Invoices invoices = new Invoices(cashier);
  private final Goods goods = new Goods(admin);

  private JsonObject receipt(JsonObject result) {
    return cashier
        .get("/purchase-receipts/" + result.getString("purchase_receipt_id") + "/")
        .is(200)
        .json();
  }

  private JsonObject batch(JsonObject batch) {
    return cashier.get("/import-batches/" + batch.getString("id") + "/").is(200).json();
  }

  private void change(JsonObject batch, int index, JsonObject change) {
    String line = Invoices.lines(batch).get(index).getString("id");
    cashier.patch("/import-lines/" + line + "/", change).is(200);
  }

  @Test
  void a_confirmed_invoice_makes_products_a_receipt_and_stock() {
    String first = Invoices.sku();
    String second = Invoices.sku();
    JsonObject header =
        invoices
            .header(
                Invoices.item(first, "2", "CASCO", "800.00")
                    + Invoices.item(second, "3", "GUANTE", "150.50"))
            .put("invoice_number", "F-100")
            .put("invoice_date", "2026-03-01")
            .put("subtotal", "2051.50")
            .put("tax", "328.24");
    JsonObject batch = invoices.classified(header);
    change(batch, 0, new JsonObject().put("public_price", "1299.00"));
    JsonObject result = invoices.confirm(batch).is(201).json();

    assertThat(result.getString("batch_id")).isEqualTo(batch.getString("id"));
    JsonObject product = invoices.product(first);
    assertThat(product.getString("name")).isEqualTo("CASCO");
    assertThat(product.getString("default_price")).isEqualTo("1299.00");
    assertThat(product.getString("cost_price")).isEqualTo("800.00");
    assertThat(product.getString("brand_name")).isEqualTo("LS2");
    assertThat(product.getString("brand_label")).isEqualTo("LS2");
    assertThat(product.getString("product_type_name")).isEqualTo("GUANTES");
    assertThat(product.getString("stock")).isEqualTo("2.00");
    assertThat(product.getBoolean("is_active")).isTrue();

    JsonObject receipt = receipt(result);
    assertThat(receipt.getString("status")).isEqualTo("POSTED");
    assertThat(receipt.getString("supplier_code")).isEqualTo("MYESA");
    assertThat(receipt.getString("invoice_number")).isEqualTo("F-100");
    assertThat(receipt.getString("invoice_date")).isEqualTo("2026-03-01");
    assertThat(receipt.getString("subtotal")).isEqualTo("2051.50");
    assertThat(receipt.getString("tax")).isEqualTo("328.24");
    assertThat(receipt.getString("total")).isEqualTo("2379.74");
    assertThat(receipt.getString("source_import_batch")).isEqualTo(batch.getString("id"));
    assertThat(receipt.getString("created_by_username")).isEqualTo(TestApplication.CASHIER);
    assertThat(Invoices.lines(receipt))
        .extracting(line -> line.getString("product_sku") + " " + line.getString("qty"))
        .containsExactly(first + " 2.00", second + " 3.00");

    assertThat(admin.get("/inventory/movements/?product=" + product.getString("id")).results())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.getString("movement_type")).isEqualTo("INBOUND");
              assertThat(moved.getString("reference_type")).isEqualTo("import_batch_confirm");
              assertThat(moved.getString("reference_id")).isEqualTo(batch.getString("id"));
            });
  }

  @Test
  void a_confirmed_batch_shows_what_its_lines_became() {
    String sku = Invoices.sku();
    JsonObject batch =
        invoices.classified(
            invoices.header(
                Invoices.item(sku, "1", "UNO", "10.00")
                    + Invoices.item(Invoices.sku(), "1", "DOS", "10.00")));
    change(batch, 1, new JsonObject().put("is_selected", false));
    invoices.confirm(batch).is(201);
    JsonObject confirmed = batch(batch);
    assertThat(confirmed.getString("status")).isEqualTo("CONFIRMED");
    assertThat(confirmed.getString("confirmed_at")).isNotBlank();
    JsonObject line = Invoices.lines(confirmed).get(0);
    JsonObject product = invoices.product(sku);
    assertThat(line.getString("matched_product")).isEqualTo(product.getString("id"));
    assertThat(line.getString("brand")).isEqualTo(product.getString("brand"));
    assertThat(line.getString("product_type")).isEqualTo(product.getString("product_type"));
    assertThat(line.getString("product_type_name")).isEqualTo("GUANTES");
    assertThat(line.getString("match_status")).isEqualTo("MATCHED_PRODUCT");
    assertThat(Invoices.lines(confirmed).get(1).getString("match_status")).isEqualTo("NEW_PRODUCT");
  }

  @Test
  void confirming_again_answers_the_same_and_moves_nothing() {
    String sku = Invoices.sku();
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(sku, "5", "UNO", "10.00")));
    JsonObject first = invoices.confirm(batch).is(201).json();
    assertThat(invoices.confirm(batch).is(200).json()).isEqualTo(first);
    assertThat(admin.post("/import-batches/" + batch.getString("id") + "/confirm/").is(200).json())
        .isEqualTo(first);
    assertThat(invoices.product(sku).getString("stock")).isEqualTo("5.00");
  }

  @Test
  void confirmed_many_times_at_once_it_is_taken_in_once() {
    String sku = Invoices.sku();
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(sku, "5", "UNO", "10.00")));
    List<Answer> answers =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> invoices.confirm(batch)))
            .limit(6)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
    assertThat(invoices.product(sku).getString("stock")).isEqualTo("5.00");
  }

  @Test
  void two_invoices_with_the_same_new_product_at_once_are_both_taken_in() {
    String sku = Invoices.sku();
    List<CompletableFuture<Answer>> both =
        Stream.of("2", "3")
            .map(
                qty ->
                    CompletableFuture.supplyAsync(
                        () ->
                            invoices.previewConfirm(
                                invoices.header("x"), List.of(Invoices.line(sku, qty, "10.00")))))
            .toList();
    both.forEach(each -> each.join().is(201));
    assertThat(invoices.product(sku).getString("stock")).isEqualTo("5.00");
  }

  @Test
  void a_draft_cannot_be_confirmed() {
    JsonObject draft = cashier.post("/import-batches/", invoices.header("x")).is(201).json();
    invoices.confirm(draft).isRefused(400, "invalid_state");
  }

  @Test
  void selected_lines_have_to_be_complete_and_different() {
    String sku = Invoices.sku();
    JsonObject batch = invoices.parsed(Invoices.item(sku, "1", "UNO", "10.00") + "** X-1 1 PZA Y");
    JsonObject fields =
        invoices.confirm(batch).isRefused(400, "invalid_lines").json().getJsonObject("fields");
    assertThat(Invoices.lines(fields).get(0).fieldNames())
        .containsExactlyInAnyOrder("line_no", "brand", "product_type");
    assertThat(Invoices.lines(fields).get(1).fieldNames()).contains("unit_cost");

    Invoices.lines(batch).forEach(line -> invoices.classify(line.getString("id")));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    change(batch, 1, new JsonObject().put("unit_cost", "5.00").put("sku", ""));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    change(batch, 1, new JsonObject().put("sku", sku.toLowerCase(Locale.ROOT)));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    change(batch, 1, new JsonObject().put("sku", "X-1").putNull("qty"));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    change(batch, 0, new JsonObject().put("is_selected", false));
    change(batch, 1, new JsonObject().put("is_selected", false));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    assertThat(invoices.isKnown(sku)).isFalse();
  }

  @Test
  void an_invalid_line_is_taken_in_once_people_have_mended_it() {
    String sku = Invoices.sku();
    JsonObject batch = invoices.parsed("** " + sku + " 1 PZA UNO");
    assertThat(Invoices.lines(batch).get(0).getString("match_status")).isEqualTo("INVALID");
    invoices.classify(Invoices.lines(batch).get(0).getString("id"));
    change(batch, 0, new JsonObject().put("unit_cost", "12.50"));
    invoices.confirm(batch).is(201);
    assertThat(invoices.product(sku).getString("default_price")).isEqualTo("12.50");
  }

  @Test
  void the_lines_have_to_add_up_to_the_subtotal_when_there_is_one() {
    String sku = Invoices.sku();
    JsonObject header =
        invoices.header(Invoices.item(sku, "2.5", "UNO", "10.01")).put("subtotal", "25.02");
    JsonObject batch = invoices.classified(header);
    JsonObject fields =
        invoices.confirm(batch).isRefused(400, "subtotal_mismatch").json().getJsonObject("fields");
    assertThat(fields.getString("batch_subtotal")).isEqualTo("25.02");
    assertThat(fields.getString("computed_subtotal")).isEqualTo("25.03");
    cashier
        .patch(
            "/import-batches/" + batch.getString("id") + "/",
            new JsonObject().put("subtotal", "25.03"))
        .is(200);
    JsonObject receipt = receipt(invoices.confirm(batch).is(201).json());
    assertThat(receipt.getString("subtotal")).isEqualTo("25.03");
    assertThat(receipt.getString("tax")).isEqualTo("0.00");
    assertThat(receipt.getString("total")).isEqualTo("25.03");
  }

  @Test
  void named_brands_and_types_have_to_exist() {
    JsonObject line =
        Invoices.line(Invoices.sku(), "1", "10.00")
            .put("brand_name", "NADIE")
            .put("product_type_name", "NADA");
    JsonObject good = Invoices.line(Invoices.sku(), "1", "10.00");
    JsonObject fields =
        invoices
            .previewConfirm(invoices.header("x"), List.of(good, line))
            .isRefused(400, "taxonomy_not_found")
            .json()
            .getJsonObject("fields");
    assertThat(Invoices.lines(fields))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.getInteger("line_no")).isEqualTo(2);
              assertThat(fault.getString("brand_name")).isEqualTo("NADIE");
              assertThat(fault.getString("product_type_name")).isEqualTo("NADA");
              assertThat(fault.getJsonArray("missing")).containsExactly("brand", "product_type");
            });
    invoices
        .previewConfirm(invoices.header("x"), List.of(good.copy().put("brand_id", NOBODY)))
        .isRefused(400, "taxonomy_not_found");
    assertThat(invoices.isKnown(good.getString("sku"))).isFalse();
  }

  @Test
  void lines_are_judged_before_the_subtotal_and_that_before_the_taxonomy() {
    JsonObject header = invoices.header("x").put("subtotal", "1.00");
    JsonObject line = Invoices.line(Invoices.sku(), "1", "10.00").put("brand_name", "NADIE");
    invoices
        .previewConfirm(header, List.of(line, line.copy().put("qty", "0.00")))
        .isRefused(400, "invalid_lines");
    invoices.previewConfirm(header, List.of(line)).isRefused(400, "subtotal_mismatch");
    header.remove("subtotal");
    invoices.previewConfirm(header, List.of(line)).isRefused(400, "taxonomy_not_found");
  }

  @Test
  void a_known_product_gets_cost_and_price_and_only_the_taxonomy_that_it_lacks() {
    String promoto = admin.get("/brands/?q=PROMOTO").is(200).results().get(0).getString("id");
    String sku = Invoices.sku();
    String product =
        admin
            .post(
                "/products/",
                new JsonObject()
                    .put("sku", sku)
                    .put("name", "Como antes")
                    .put("default_price", "1.00")
                    .put("brand", promoto)
                    .put("is_active", false))
            .is(201)
            .id();
    invoices
        .previewConfirm(
            invoices.header("x"),
            List.of(
                Invoices.line(sku.toLowerCase(Locale.ROOT), "4", "82.00").putNull("public_price")))
        .is(201);
    JsonObject after = invoices.product(sku);
    assertThat(after.getString("id")).isEqualTo(product);
    assertThat(after.getString("name")).isEqualTo("Como antes");
    assertThat(after.getString("sku")).isEqualTo(sku);
    assertThat(after.getString("cost_price")).isEqualTo("82.00");
    assertThat(after.getString("default_price")).isEqualTo("150.00");
    assertThat(after.getString("brand_name")).isEqualTo("PROMOTO");
    assertThat(after.getString("brand_label")).isEqualTo("PROMOTO");
    assertThat(after.getString("product_type_name")).isEqualTo("GUANTES");
    assertThat(after.getString("product_type_label")).isEqualTo("GUANTES");
    assertThat(after.getString("stock")).isEqualTo("4.00");
    assertThat(after.getBoolean("is_active")).isFalse();
  }

  @Test
  void a_product_that_somebody_chose_wins_over_the_sku() {
    String chosen = goods.product("5.00");
    String sku = Invoices.sku();
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(sku, "7", "UNO", "10.00")));
    change(batch, 0, new JsonObject().put("matched_product", chosen));
    invoices.confirm(batch).is(201);
    assertThat(goods.stock(chosen)).isEqualTo("7.00");
    assertThat(invoices.isKnown(sku)).isFalse();
  }

  @Test
  void a_sku_that_somebody_corrected_wins_over_the_product_of_the_old_one() {
    String old = Invoices.sku();
    invoices.previewConfirm(invoices.header("x"), List.of(Invoices.line(old, "1", "9"))).is(201);
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(old, "7", "UNO", "10.00")));
    String corrected = Invoices.sku();
    change(batch, 0, new JsonObject().put("sku", corrected));
    invoices.confirm(batch).is(201);
    assertThat(invoices.product(corrected).getString("stock")).isEqualTo("7.00");
    assertThat(invoices.product(old).getString("stock")).isEqualTo("1.00");
  }

  @Test
  void two_lines_of_the_same_product_are_refused() {
    String chosen = goods.product("5.00");
    JsonObject batch =
        invoices.classified(
            invoices.header(
                Invoices.item(Invoices.sku(), "1", "UNO", "10.00")
                    + Invoices.item(Invoices.sku(), "1", "DOS", "10.00")));
    change(batch, 0, new JsonObject().put("matched_product", chosen));
    change(batch, 1, new JsonObject().put("matched_product", chosen));
    invoices.confirm(batch).isRefused(400, "invalid_lines");
    assertThat(goods.stock(chosen)).isEqualTo("0.00");
  }

  @Test
  void a_new_product_is_called_by_its_sku_when_it_has_no_name() {
    String sku = Invoices.sku();
    JsonObject line = Invoices.line(sku.toLowerCase(Locale.ROOT), "1", "10.00").put("name", "");
    invoices.previewConfirm(invoices.header("x"), List.of(line)).is(201);
    assertThat(invoices.product(sku).getString("sku")).isEqualTo(sku);
    assertThat(invoices.product(sku).getString("name")).isEqualTo(sku);
  }

  @Test
  void a_whole_batch_is_confirmed_with_ids_instead_of_names() {
    String brand = admin.get("/brands/?q=PROMOTO").is(200).results().get(0).getString("id");
    String type = admin.get("/product-types/?q=CANDADOS").is(200).results().get(0).getString("id");
    String sku = Invoices.sku();
    String left = Invoices.sku();
    JsonObject line =
        Invoices.line(sku, "1", "10.00").put("brand_id", brand).put("product_type_id", type);
    JsonObject notSelected =
        new JsonObject().put("sku", left).putNull("qty").put("is_selected", false);
    JsonObject result =
        invoices
            .previewConfirm(
                invoices.header("pegado").put("tax", "1.60"), List.of(notSelected, line))
            .is(201)
            .json();
    assertThat(invoices.product(sku).getString("brand_name")).isEqualTo("PROMOTO");
    assertThat(invoices.product(sku).getString("product_type_name")).isEqualTo("CANDADOS");
    assertThat(invoices.isKnown(left)).isFalse();
    JsonObject batch =
        cashier.get("/import-batches/" + result.getString("batch_id") + "/").is(200).json();
    assertThat(batch.getString("status")).isEqualTo("CONFIRMED");
    assertThat(batch.getString("raw_text")).isEqualTo("pegado");
    assertThat(Invoices.lines(batch))
        .extracting(each -> each.getString("brand_name"))
        .containsExactly("", "PROMOTO");
    assertThat(receipt(result).getString("total")).isEqualTo("11.60");
  }

  @Test
  void a_whole_batch_without_sense_is_refused_by_field() {
    JsonObject line = Invoices.line(Invoices.sku(), "1", "10.00");
    invoices.previewConfirm(invoices.header("x"), List.of()).isInvalid("lines");
    invoices
        .previewConfirm(invoices.header("x"), List.of(line.copy().put("qty", "uno")))
        .isInvalid("lines");
    invoices
        .previewConfirm(invoices.header("x").put("parser", NOBODY), List.of(line))
        .isInvalid("parser");
    cashier.post("/import-batches/preview-confirm/", new JsonObject()).isInvalid("lines");
    JsonObject huge = line.copy().put("qty", "9999999999.99").put("unit_cost", "9999999999.99");
    invoices.previewConfirm(invoices.header("x"), List.of(huge)).isInvalid("non_field_errors");
  }

  @Test
  void forty_lines_with_one_wrong_leave_nothing() throws SQLException {
    long batches = count("import_batch");
    long products = count("product");
    List<JsonObject> lines =
        IntStream.rangeClosed(1, 40)
            .mapToObj(number -> Invoices.line(Invoices.sku(), "1", "10.00"))
            .toList();
    lines.get(39).put("product_type_name", "NADA");
    invoices.previewConfirm(invoices.header("x"), lines).isRefused(400, "taxonomy_not_found");
    lines.get(39).put("product_type_name", "GUANTES").put("qty", "0");
    invoices.previewConfirm(invoices.header("x"), lines).isRefused(400, "invalid_lines");
    assertThat(count("import_batch")).isEqualTo(batches);
    assertThat(count("product")).isEqualTo(products);
  }

  @Test
  void a_fault_of_the_last_statement_leaves_nothing() throws SQLException {
    String full = goods.product("5.00", "9999999999.99");
    String other = Invoices.sku();
    JsonObject batch =
        invoices.classified(
            invoices.header(
                Invoices.item(other, "1", "UNO", "1.00")
                    + Invoices.item(Invoices.sku(), "1", "DOS", "1.00")));
    change(batch, 1, new JsonObject().put("matched_product", full));
    JsonObject before = batch(batch);
    long receipts = count("purchase_receipt");
    assertThat(invoices.confirm(batch).status()).isBetween(400, 499);
    assertThat(batch(batch)).isEqualTo(before);
    assertThat(count("purchase_receipt")).isEqualTo(receipts);
    assertThat(invoices.isKnown(other)).isFalse();
  }

  @Test
  void the_number_of_statements_does_not_grow_with_the_lines() {
    assertThat(statementsToConfirm(40)).isEqualTo(statementsToConfirm(3));
  }

  private long statementsToConfirm(int lines) {
    return Statements.least(
        application,
        () -> {
          JsonObject batch = invoices.parsed(items(lines));
          classify(batch.getString("id"));
          return () -> invoices.confirm(batch).is(201);
        });
  }

  /** All lines at once. */
  private void classify(String batchId) {
    try (var connection = application.connect();
        var update =
            connection.prepareStatement(
                """
                UPDATE import_line
                SET brand_name = 'LS2', product_type_name = 'GUANTES'
                WHERE batch_id = ?::uuid
                """)) {
      update.setString(1, batchId);
      update.executeUpdate();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String items(int count) {
    return Stream.generate(() -> Invoices.item(Invoices.sku(), "1", "UNO", "10.00"))
        .limit(count)
        .collect(Collectors.joining());
  }

  @Test
  void what_happens_is_written_down_once() throws SQLException {
    JsonObject batch =
        invoices.classified(invoices.header(Invoices.item(Invoices.sku(), "1", "UNO", "10.00")));
    invoices.confirm(batch).is(201);
    invoices.confirm(batch).is(200);
    assertThat(actions(batch.getString("id"))).containsExactly("import.parse", "import.confirm");
    assertThat(actions(Invoices.lines(batch).get(0).getString("id")))
        .containsExactly("import.line_update");
    JsonObject whole =
        invoices
            .previewConfirm(
                invoices.header("x"), List.of(Invoices.line(Invoices.sku(), "1", "10.00")))
            .is(201)
            .json();
    assertThat(actions(whole.getString("batch_id"))).containsExactly("import.confirm");
  }

  @Test
  void a_retry_with_the_same_key_takes_in_once() {
    String sku = Invoices.sku();
    Invoices keyed = new Invoices(cashier.withKey(UUID.randomUUID().toString()));
    List<JsonObject> lines = List.of(Invoices.line(sku, "2", "10.00"));
    JsonObject first = keyed.previewConfirm(keyed.header("x"), lines).is(201).json();
    assertThat(keyed.previewConfirm(keyed.header("x"), lines).is(201).json()).isEqualTo(first);
    assertThat(invoices.product(sku).getString("stock")).isEqualTo("2.00");
  }

  private List<String> actions(String entityId) throws SQLException {
    try (var connection = application.connect();
        var select =
            connection.prepareStatement(
                "SELECT action FROM audit_log WHERE entity_id = ? ORDER BY id")) {
      select.setString(1, entityId);
      List<String> actions = new java.util.ArrayList<>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          actions.add(rows.getString(1));
        }
      }
      return actions;
    }
  }

  private long count(String table) throws SQLException {
    try (var connection = application.connect();
        var select = connection.createStatement();
        var rows = select.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
