package io.mostrador.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stock that is set higher at a known cost. */
class DirectPurchaseIT {

  private final ApiClient admin = TestApplication.shared().admin();
  private final Goods goods = new Goods(admin);

  private static JsonObject stock(String units) {
    return new JsonObject().put("stock", units).put("stock_adjust_reason", "conteo");
  }

  private JsonObject newest() {
    return admin.get("/purchase-receipts/").is(200).results().get(0);
  }

  private JsonObject movement(String product) {
    return admin.get("/inventory/movements/?product=" + product).is(200).results().get(0);
  }

  private String productAtCost(String cost) {
    String product = goods.product("2500.00");
    admin.patch("/products/" + product + "/", new JsonObject().put("cost_price", cost)).is(200);
    return product;
  }

  @Test
  void setting_stock_higher_documents_a_purchase_with_tax() {
    String product = productAtCost("1500.00");
    admin.patch("/products/" + product + "/", stock("10.00")).is(200);
    JsonObject receipt = newest();
    assertThat(receipt.getString("supplier_code")).isEqualTo("DIRECT");
    assertThat(receipt.getString("supplier_name")).isEqualTo("Compra directa");
    assertThat(receipt.getString("status")).isEqualTo("POSTED");
    assertThat(receipt.getString("posted_at")).isNotBlank();
    assertThat(receipt.getString("subtotal")).isEqualTo("15000.00");
    assertThat(receipt.getString("tax")).isEqualTo("2400.00");
    assertThat(receipt.getString("total")).isEqualTo("17400.00");
    assertThat(receipt.getValue("invoice_number")).isNull();
    assertThat(receipt.getString("created_by_username")).isEqualTo(TestApplication.ADMIN);
    assertThat(receipt.getBoolean("can_delete")).isTrue();
    assertThat(Invoices.lines(receipt))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getString("product")).isEqualTo(product);
              assertThat(line.getString("qty")).isEqualTo("10.00");
              assertThat(line.getString("unit_cost")).isEqualTo("1500.00");
              assertThat(line.getValue("unit_price")).isNull();
            });
    JsonObject moved = movement(product);
    assertThat(moved.getString("movement_type")).isEqualTo("INBOUND");
    assertThat(moved.getString("reference_type")).isEqualTo("manual_stock_adjustment");
    assertThat(moved.getString("reference_id")).isEqualTo(receipt.getString("id"));

    admin.patch("/products/" + product + "/", stock("9.00")).is(200);
    assertThat(movement(product).getString("movement_type")).isEqualTo("ADJUSTMENT");
    assertThat(newest().getString("id")).isEqualTo(receipt.getString("id"));
    assertThat(newest().getBoolean("can_delete")).isFalse();
  }

  @Test
  void only_the_difference_is_bought() {
    String product = productAtCost("10.00");
    admin.patch("/products/" + product + "/", stock("4")).is(200);
    admin.patch("/products/" + product + "/", stock("6.5")).is(200);
    assertThat(newest().getString("subtotal")).isEqualTo("25.00");
  }

  @Test
  void subtotal_and_tax_are_rounded_half_even() {
    String product = productAtCost("0.25");
    admin.patch("/products/" + product + "/", stock("0.10")).is(200);
    assertThat(newest().getString("subtotal")).isEqualTo("0.02");
    assertThat(newest().getString("tax")).isEqualTo("0.00");
    String other = productAtCost("3.12");
    admin.patch("/products/" + other + "/", stock("0.50")).is(200);
    assertThat(newest().getString("subtotal")).isEqualTo("1.56");
    assertThat(newest().getString("tax")).isEqualTo("0.25");
  }

  @Test
  void a_new_product_with_stock_and_cost_is_bought_too() {
    String sku = Invoices.sku();
    JsonObject body =
        stock("3")
            .put("sku", sku)
            .put("name", "Nuevo")
            .put("default_price", "20.00")
            .put("cost_price", "10.00");
    String product = admin.post("/products/", body).is(201).id();
    assertThat(newest().getString("total")).isEqualTo("34.80");
    assertThat(movement(product).getString("reference_type"))
        .isEqualTo("product_create_adjustment");
  }

  @Test
  void without_a_cost_it_is_only_an_adjustment() {
    String product = goods.product("10.00");
    admin.patch("/products/" + product + "/", stock("4")).is(200);
    assertThat(movement(product).getString("movement_type")).isEqualTo("ADJUSTMENT");
    String free = productAtCost("0.00");
    admin.patch("/products/" + free + "/", stock("4")).is(200);
    assertThat(movement(free).getString("movement_type")).isEqualTo("ADJUSTMENT");
    assertThat(admin.get("/purchase-receipts/?page_size=100").is(200).results())
        .noneSatisfy(
            receipt ->
                assertThat(Invoices.lines(receipt))
                    .extracting(line -> line.getString("product"))
                    .containsAnyElementsOf(List.of(product, free)));
  }

  @Test
  void a_purchase_too_large_to_write_down_changes_nothing() {
    String product = productAtCost("9999999999.99");
    admin.patch("/products/" + product + "/", stock("9999999999.99")).isInvalid("non_field_errors");
    assertThat(goods.stock(product)).isEqualTo("0.00");
  }

  @Test
  void a_direct_purchase_can_be_taken_back() {
    String product = productAtCost("10.00");
    admin.patch("/products/" + product + "/", stock("4")).is(200);
    admin.delete("/purchase-receipts/" + newest().getString("id") + "/").is(204);
    assertThat(goods.stock(product)).isEqualTo("0.00");
  }
}
