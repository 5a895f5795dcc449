package io.mostrador.model;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.domain.purchasing.Invoices;
import io.mostrador.domain.sales.Till;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Bucket;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A shop in which there is enough of everything for thousands of changes by its administrator. */
final class StockedShop {

  private static final byte[] PICTURE = "picture".repeat(100).getBytes(StandardCharsets.UTF_8);

  final ApiClient admin;
  final Goods goods;
  final String product;

  /** An investor's, with some left to buy. */
  final String ownedProduct;

  final String unsoldProduct;
  final String investor;
  final String credit;
  final String asset;

  private final Bucket bucket;
  private final Invoices invoices;

  StockedShop(TestApplication application, Bucket bucket) {
    this.admin = application.admin();
    this.bucket = bucket;
    this.goods = new Goods(admin);
    this.invoices = new Invoices(admin);
    this.product = goods.product("100.00", "100000");
    this.ownedProduct = goods.product("1000.00", "100000");
    this.unsoldProduct = goods.product("1.00", "1");
    this.investor = investorWithProfit();
    this.credit = newCredit();
    this.asset =
        admin.post("/media/uploads/complete/", upload()).is(201).json().getString("asset_id");
    post(
        "/fixed-expense-templates/",
        new JsonObject()
            .put("name", "Renta")
            .put("category", "Renta")
            .put("default_amount", "10.00"));
  }

  /** The id of what was made. */
  @CanIgnoreReturnValue
  String post(String path, JsonObject body) {
    return admin.post(path, body).is(201).id();
  }

  private String investorWithProfit() {
    JsonObject body =
        new JsonObject()
            .put("display_name", "Inversión " + UUID.randomUUID())
            .put("initial_capital", "100000.00");
    String id = post("/investors/", body);
    JsonObject line =
        new JsonObject()
            .put("product", ownedProduct)
            .put("qty", "10.00")
            .put("unit_cost_gross", "1.00");
    admin
        .post(
            "/investors/" + id + "/purchases/",
            new JsonObject().put("tax_rate_pct", "16.00").put("lines", new JsonArray().add(line)))
        .is(201);
    post(
        "/sales/create-and-confirm/",
        Till.sale().line(ownedProduct, "10", "1000.00").cash("10000.00").body());
    return id;
  }

  private String newCredit() {
    String phone = PutAside.newPhone();
    JsonObject body = PutAside.of(phone).line(product, "100", "100.00").deposit("10000.00").body();
    admin
        .post(
            "/layaways/" + post("/layaways/", body) + "/expire/",
            new JsonObject().put("force", true))
        .is(200);
    return admin
        .get("/customer-credits/?customer_phone=" + phone)
        .is(200)
        .results()
        .get(0)
        .getString("id");
  }

  /** What completes an upload whose files have arrived. */
  JsonObject upload() {
    JsonObject file =
        new JsonObject()
            .put("filename", "casco.jpg")
            .put("mime", "image/jpeg")
            .put("size", PICTURE.length)
            .put("width", 1200)
            .put("height", 900);
    JsonObject signed =
        admin
            .post(
                "/media/uploads/presign/",
                new JsonObject().put("original", file).put("thumb", file))
            .is(200)
            .json();
    for (String part : new String[] {"original", "thumb"}) {
      bucket.put(signed.getJsonObject(part).getString("object_key"), "image/jpeg", PICTURE);
    }
    return new JsonObject().put("upload_token", signed.getString("upload_token"));
  }

  String supplier() {
    return invoices.supplier;
  }

  JsonObject invoice(String sku) {
    return invoices.header(Invoices.item(sku, "4", "GUANTES", "10.00"));
  }

  String batch() {
    return post("/import-batches/", invoice(Invoices.sku()));
  }

  String classifiedBatch() {
    return invoices.classified(invoice(Invoices.sku())).getString("id");
  }
}
