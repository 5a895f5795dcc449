package io.mostrador.testing;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Products and stock for tests, made through the API by an administrator. */
public final class Goods {

  private final ApiClient admin;

  public Goods(ApiClient admin) {
    this.admin = admin;
  }

  /** A product without stock and with a SKU of its own; its id. */
  public String product(String price) {
    String sku = "T-" + UUID.randomUUID().toString().substring(0, 13);
    return admin
        .post(
            "/products/",
            new JsonObject()
                .put("sku", sku)
                .put("name", "Producto " + sku)
                .put("default_price", price))
        .is(201)
        .id();
  }

  /** A product with so many units on hand; its id. */
  public String product(String price, String units) {
    String product = product(price);
    receive(product, units);
    return product;
  }

  public void receive(String product, String units) {
    admin
        .post(
            "/inventory/movements/",
            new JsonObject()
                .put("product", product)
                .put("movement_type", "INBOUND")
                .put("quantity_delta", units)
                .put("reference_type", "test")
                .put("reference_id", UUID.randomUUID().toString()))
        .is(201);
  }

  /** On hand, as the product shows it. */
  public String stock(String product) {
    return admin.get("/products/" + product + "/").is(200).json().getString("stock");
  }
}
