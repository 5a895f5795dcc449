package io.mostrador.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);

  private static JsonObject movement(String product, String delta) {
    return new JsonObject()
        .put("product", product)
        .put("movement_type", "INBOUND")
        .put("quantity_delta", delta)
        .put("reference_type", "manual")
        .put("reference_id", UUID.randomUUID().toString())
        .put("note", "entrada");
  }

  @Test
  void a_movement_changes_stock_and_stays_in_history() {
    String product = goods.product("100.00");
    JsonObject moved =
        admin.post("/inventory/movements/", movement(product, "5.50")).is(201).json();
    assertThat(moved.getString("quantity_delta")).isEqualTo("5.50");
    assertThat(moved.getString("created_by_username")).isEqualTo(TestApplication.ADMIN);
    assertThat(goods.stock(product)).isEqualTo("5.50");
    admin.get("/inventory/movements/" + moved.getString("id") + "/").is(200);
    assertThat(admin.get("/inventory/movements/?product=" + product).is(200).results())
        .extracting(row -> row.getString("id"))
        .containsExactly(moved.getString("id"));
  }

  @Test
  void stock_never_becomes_negative() {
    String product = goods.product("100.00");
    admin
        .post("/inventory/movements/", movement(product, "-1"))
        .isRefused(409, "insufficient_stock");
    admin.post("/inventory/movements/", movement(product, "3")).is(201);
    admin
        .post("/inventory/movements/", movement(product, "-3.01"))
        .isRefused(409, "insufficient_stock");
    assertThat(goods.stock(product)).isEqualTo("3.00");
  }

  @Test
  void a_reference_moves_a_product_once() {
    String product = goods.product("100.00");
    JsonObject once = movement(product, "2");
    admin.post("/inventory/movements/", once).is(201);
    admin.post("/inventory/movements/", once).isRefused(409, "duplicate_reference");
    assertThat(goods.stock(product)).isEqualTo("2.00");
  }

  @Test
  void what_makes_no_sense_is_refused_by_field() {
    String product = goods.product("100.00");
    admin.post("/inventory/movements/", movement(product, "0.00")).isInvalid("quantity_delta");
    admin
        .post("/inventory/movements/", movement(product, "1").put("movement_type", "STEAL"))
        .isInvalid("movement_type");
    admin
        .post("/inventory/movements/", movement(UUID.randomUUID().toString(), "1"))
        .isInvalid("product");
    assertThat(admin.get("/inventory/stocks/?product=" + product).is(200).array()).isEmpty();
  }

  @Test
  void only_the_administrator_moves_stock_by_hand() {
    String product = goods.product("100.00");
    application
        .cashier()
        .post("/inventory/movements/", movement(product, "1"))
        .isRefused(403, "permission_denied");
    application.investor().get("/inventory/stocks/").isRefused(403, "permission_denied");
    application.cashier().get("/inventory/stocks/?product=" + product).is(200);
  }

  @Test
  void a_retry_with_the_same_key_moves_once() {
    String product = goods.product("100.00");
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject body = movement(product, "4");
    JsonObject first = keyed.post("/inventory/movements/", body).is(201).json();
    var second = keyed.post("/inventory/movements/", body).is(201);
    assertThat(second.json()).isEqualTo(first);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(goods.stock(product)).isEqualTo("4.00");
    keyed
        .post("/inventory/movements/", movement(product, "4"))
        .isRefused(422, "idempotency_mismatch");
  }

  @Test
  void a_page_of_history_takes_the_same_statements_whatever_it_holds() {
    String product = goods.product("100.00");
    String path = "/inventory/movements/?product=" + product;
    admin.post("/inventory/movements/", movement(product, "1")).is(201);
    long one = application.statementsOf(() -> admin.get(path).is(200));
    for (int i = 0; i < 5; i++) {
      admin.post("/inventory/movements/", movement(product, "1")).is(201);
    }
    assertThat(application.statementsOf(() -> admin.get(path).is(200))).isEqualTo(one).isEqualTo(3);
  }
}
