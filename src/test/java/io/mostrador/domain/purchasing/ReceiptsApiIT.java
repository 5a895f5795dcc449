package io.mostrador.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceiptsApiIT {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);
  private final String supplier = Invoices.supplierId(admin, "MYESA");

  private static JsonObject line(String product, String qty) {
    return new JsonObject().put("product", product).put("qty", qty).put("unit_cost", "210.25");
  }

  private JsonObject receipt(JsonObject... lines) {
    return new JsonObject().put("supplier", supplier).put("lines", new JsonArray(List.of(lines)));
  }

  private static String path(JsonObject receipt) {
    return "/purchase-receipts/" + receipt.getString("id") + "/";
  }

  @CanIgnoreReturnValue
  private JsonObject posted(JsonObject... lines) {
    JsonObject draft = admin.post("/purchase-receipts/", receipt(lines)).is(201).json();
    return admin.post(path(draft) + "confirm/").is(200).json();
  }

  private boolean canDelete(JsonObject receipt) {
    boolean shown = admin.get(path(receipt)).is(200).json().getBoolean("can_delete");
    assertThat(admin.get("/purchase-receipts/?page_size=100").is(200).results())
        .filteredOn(row -> row.getString("id").equals(receipt.getString("id")))
        .singleElement()
        .satisfies(row -> assertThat(row.getBoolean("can_delete")).isEqualTo(shown));
    return shown;
  }

  @Test
  void a_receipt_is_drafted_with_its_totals_as_sent_and_moves_nothing() {
    String product = goods.product("480.50");
    JsonObject body =
        receipt(line(product, "2.00").put("unit_price", "480.50"))
            .put("invoice_number", "F-102")
            .put("subtotal", "1.00")
            .put("tax", "2.00")
            .put("total", "99.00");
    JsonObject draft = admin.post("/purchase-receipts/", body).is(201).json();
    assertThat(draft.getString("status")).isEqualTo("DRAFT");
    assertThat(draft.getString("supplier_name")).isEqualTo("MYESA");
    assertThat(draft.getString("subtotal")).isEqualTo("1.00");
    assertThat(draft.getString("total")).isEqualTo("99.00");
    assertThat(draft.getValue("source_import_batch")).isNull();
    assertThat(draft.getValue("posted_at")).isNull();
    assertThat(draft.getValue("invoice_date")).isNull();
    assertThat(draft.getBoolean("can_delete")).isTrue();
    assertThat(Invoices.lines(draft))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getString("product")).isEqualTo(product);
              assertThat(line.getString("qty")).isEqualTo("2.00");
              assertThat(line.getString("unit_cost")).isEqualTo("210.25");
              assertThat(line.getString("unit_price")).isEqualTo("480.50");
            });
    assertThat(goods.stock(product)).isEqualTo("0.00");
    assertThat(admin.get(path(draft)).is(200).json()).isEqualTo(draft);
    assertThat(admin.get("/purchase-receipts/").is(200).results().get(0)).isEqualTo(draft);
  }

  @Test
  void totals_that_were_not_sent_are_computed() {
    JsonObject draft =
        admin
            .post(
                "/purchase-receipts/",
                receipt(line(goods.product("1.00"), "2.5")).put("tax", "0.37"))
            .is(201)
            .json();
    assertThat(draft.getString("subtotal")).isEqualTo("525.63");
    assertThat(draft.getString("tax")).isEqualTo("0.37");
    assertThat(draft.getString("total")).isEqualTo("526.00");
  }

  @Test
  void a_receipt_without_sense_is_refused_by_field() {
    String product = goods.product("1.00");
    admin.post("/purchase-receipts/", new JsonObject()).isInvalid("supplier").isInvalid("lines");
    admin.post("/purchase-receipts/", receipt()).isInvalid("lines");
    admin
        .post("/purchase-receipts/", receipt(line(product, "1"), line(product, "2")))
        .isInvalid("lines");
    admin.post("/purchase-receipts/", receipt(line(product, "0"))).isInvalid("lines");
    admin
        .post("/purchase-receipts/", receipt(line(product, "1").put("unit_cost", "-1")))
        .isInvalid("lines");
    admin
        .post("/purchase-receipts/", receipt(line(product, "1")).put("supplier", NOBODY))
        .isInvalid("supplier");
    admin
        .post("/purchase-receipts/", receipt(line(product, "1")).put("total", "-1"))
        .isInvalid("total");
    JsonObject fields =
        admin
            .post("/purchase-receipts/", receipt(line(product, "1"), line(NOBODY, "1")))
            .isInvalid("lines")
            .json()
            .getJsonObject("fields");
    assertThat(Invoices.lines(fields).get(0)).isEmpty();
    assertThat(Invoices.lines(fields).get(1).fieldNames()).containsExactly("product");
    admin
        .post(
            "/purchase-receipts/",
            receipt(line(product, "9999999999.99").put("unit_cost", "9999999999.99")))
        .isInvalid("non_field_errors");
    assertThat(admin.delete("/products/" + product + "/").status()).isEqualTo(204);
  }

  @Test
  void posting_raises_the_stock_once() {
    String product = goods.product("480.50", "7.00");
    JsonObject posted = posted(line(product, "2.00"));
    assertThat(posted.getString("status")).isEqualTo("POSTED");
    assertThat(posted.getString("posted_at")).isNotBlank();
    assertThat(posted.getBoolean("can_delete")).isTrue();
    admin.post(path(posted) + "confirm/").isRefused(200, "already_confirmed");
    assertThat(goods.stock(product)).isEqualTo("9.00");
    JsonObject moved =
        admin.get("/inventory/movements/?product=" + product).is(200).results().get(0);
    assertThat(moved.getString("movement_type")).isEqualTo("INBOUND");
    assertThat(moved.getString("reference_type")).isEqualTo("purchase_receipt");
    assertThat(moved.getString("reference_id")).isEqualTo(posted.getString("id"));
  }

  @Test
  void posted_many_times_at_once_it_raises_the_stock_once() {
    String product = goods.product("1.00");
    JsonObject draft =
        admin.post("/purchase-receipts/", receipt(line(product, "2"))).is(201).json();
    Stream.generate(() -> CompletableFuture.supplyAsync(() -> admin.post(path(draft) + "confirm/")))
        .limit(5)
        .toList()
        .forEach(each -> each.join().is(200));
    assertThat(goods.stock(product)).isEqualTo("2.00");
  }

  @Test
  void removing_a_receipt_takes_the_goods_out_again_and_leaves_history() {
    String product = goods.product("1.00", "1.00");
    JsonObject posted = posted(line(product, "4"));
    admin.delete(path(posted)).is(204);
    assertThat(goods.stock(product)).isEqualTo("1.00");
    assertThat(admin.get("/inventory/movements/?product=" + product).is(200).results())
        .extracting(moved -> moved.getString("quantity_delta"))
        .containsExactly("-4.00", "4.00", "1.00");
    admin.get(path(posted)).isRefused(404, "not_found");
    admin.delete(path(posted)).isRefused(404, "not_found");
    posted(line(product, "4"));
    assertThat(goods.stock(product)).isEqualTo("5.00");
  }

  @Test
  void removing_a_draft_moves_nothing() {
    String product = goods.product("1.00");
    JsonObject draft =
        admin.post("/purchase-receipts/", receipt(line(product, "4"))).is(201).json();
    assertThat(canDelete(draft)).isTrue();
    admin.delete(path(draft)).is(204);
    assertThat(admin.get("/inventory/movements/?product=" + product).is(200).results()).isEmpty();
  }

  @Test
  void a_receipt_whose_goods_are_gone_stays() {
    String product = goods.product("1.00");
    String untouched = goods.product("1.00");
    JsonObject posted = posted(line(untouched, "2"), line(product, "4"));
    assertThat(canDelete(posted)).isTrue();
    goods.receive(product, "-0.01");
    assertThat(canDelete(posted)).isFalse();
    admin.delete(path(posted)).isRefused(400, "receipt_has_sold_items");
    assertThat(goods.stock(product)).isEqualTo("3.99");
    assertThat(goods.stock(untouched)).isEqualTo("2.00");
    goods.receive(product, "0.01");
    assertThat(canDelete(posted)).isTrue();
    admin.delete(path(posted)).is(204);
  }

  @Test
  void removed_and_sold_at_once_the_stock_stays_right() {
    String product = goods.product("1.00");
    JsonObject posted = posted(line(product, "1"));
    List<CompletableFuture<Answer>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> admin.delete(path(posted))),
            CompletableFuture.supplyAsync(
                () ->
                    admin.post(
                        "/inventory/movements/",
                        new JsonObject()
                            .put("product", product)
                            .put("movement_type", "OUTBOUND")
                            .put("quantity_delta", "-1")
                            .put("reference_type", "test")
                            .put("reference_id", UUID.randomUUID().toString()))));
    assertThat(both.stream().map(each -> each.join().status()).filter(status -> status < 300))
        .hasSize(1);
    assertThat(goods.stock(product)).isEqualTo("0.00");
  }

  @Test
  void an_import_goes_with_its_receipt() {
    Invoices invoices = new Invoices(admin);
    String sku = Invoices.sku();
    JsonObject result =
        invoices
            .previewConfirm(invoices.header("x"), List.of(Invoices.line(sku, "4", "10.00")))
            .is(201)
            .json();
    String receipt = "/purchase-receipts/" + result.getString("purchase_receipt_id") + "/";
    admin.delete(receipt).is(204);
    assertThat(invoices.product(sku).getString("stock")).isEqualTo("0.00");
    admin.get("/import-batches/" + result.getString("batch_id") + "/").isRefused(404, "not_found");
  }

  @Test
  void a_receipt_is_its_makers_alone() {
    Invoices invoices = new Invoices(application.cashier());
    String sku = Invoices.sku();
    JsonObject result =
        invoices
            .previewConfirm(invoices.header("x"), List.of(Invoices.line(sku, "4", "10.00")))
            .is(201)
            .json();
    String id = result.getString("purchase_receipt_id");
    String path = "/purchase-receipts/" + id + "/";
    for (ApiClient other : List.of(admin, application.otherCashier())) {
      other.get(path).isRefused(404, "not_found");
      other.delete(path).isRefused(404, "not_found");
      assertThat(other.get("/purchase-receipts/?page_size=100").is(200).results())
          .extracting(row -> row.getString("id"))
          .doesNotContain(id);
    }
    admin.post(path + "confirm/").isRefused(404, "not_found");
    application.cashier().get(path).is(200);
    application.cashier().delete(path).is(204);
  }

  @Test
  void only_the_administrator_drafts_and_posts_by_hand() {
    String product = goods.product("1.00");
    JsonObject draft =
        admin.post("/purchase-receipts/", receipt(line(product, "1"))).is(201).json();
    ApiClient cashier = application.cashier();
    cashier.get("/purchase-receipts/").is(200);
    cashier
        .post("/purchase-receipts/", receipt(line(product, "1")))
        .isRefused(403, "permission_denied");
    cashier.post(path(draft) + "confirm/").isRefused(403, "permission_denied");
    ApiClient investor = application.investor();
    investor.get("/purchase-receipts/").isRefused(403, "permission_denied");
    investor.get(path(draft)).isRefused(403, "permission_denied");
    investor.delete(path(draft)).isRefused(403, "permission_denied");
    admin.put(path(draft), new JsonObject()).isRefused(405, "method_not_allowed");
    admin.patch(path(draft), new JsonObject()).isRefused(405, "method_not_allowed");
  }

  @Test
  void a_retry_with_the_same_key_drafts_one_receipt() {
    JsonObject body = receipt(line(goods.product("1.00"), "1"));
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject first = keyed.post("/purchase-receipts/", body).is(201).json();
    assertThat(keyed.post("/purchase-receipts/", body).is(201).json()).isEqualTo(first);
  }

  @Test
  void a_page_of_receipts_takes_the_same_statements_whatever_it_holds() {
    posted(line(goods.product("1.00"), "1"));
    Supplier<Runnable> one = () -> () -> admin.get("/purchase-receipts/?page_size=1").is(200);
    Supplier<Runnable> more = () -> () -> admin.get("/purchase-receipts/?page_size=2").is(200);
    long ofOne = Statements.least(application, one);
    posted(line(goods.product("1.00"), "1"), line(goods.product("1.00"), "1"));
    assertThat(Statements.least(application, more)).isEqualTo(ofOne).isEqualTo(3);
  }
}
