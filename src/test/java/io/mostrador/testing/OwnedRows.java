package io.mostrador.testing;

import io.mostrador.TestApplication;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Makes the row that a path with placeholders wants, on behalf of somebody. */
public final class OwnedRows {

  private static final String ID = "{id}";

  private final TestApplication application;
  private final ApiClient admin;
  private final String product;
  private final String investor;
  private final String supplier;
  private final JsonObject parser;
  private final Map<String, Function<ApiClient, String>> kinds = new LinkedHashMap<>();

  public OwnedRows(TestApplication application) {
    this.application = application;
    this.admin = application.admin();
    this.product = new Goods(admin).product("100.00", "1000");
    this.investor = add(admin, "/investors/", new JsonObject().put("display_name", "Filas"));
    this.parser = admin.get("/supplier-parsers/").is(200).results().get(0);
    this.supplier = parser.getString("supplier");
    nameKinds();
  }

  /** Longer paths first: the first that fits counts. */
  private void nameKinds() {
    kinds.put("/products/{id}/images/{image_id}/", owner -> images() + image() + "/");
    kinds.put("/public/catalog/{sku}/", owner -> "/public/catalog/" + sku() + "/");
    kind("/users/", owner -> add(admin, "/users/", somebody()));
    kind("/brands/", owner -> add(admin, "/brands/", named("name")));
    kind("/product-types/", owner -> add(admin, "/product-types/", named("name")));
    kind("/products/", owner -> new Goods(admin).product("5.00"));
    kinds.put("/pos/lookup/{code}/", owner -> "/pos/lookup/" + sku() + "/");
    kind("/customers/", owner -> add(admin, "/customers/", named("name").put("phone", phone())));
    kind("/customer-credits/", owner -> credit());
    kind("/fixed-expense-templates/", owner -> add(admin, "/fixed-expense-templates/", template()));
    kind("/expenses/", owner -> add(admin, "/expenses/", expense()));
    kind("/inventory/movements/", owner -> movement());
    kind("/investors/assignments/", owner -> add(admin, "/investors/assignments/", assignment()));
    kind("/investors/", owner -> add(admin, "/investors/", named("display_name")));
    kind("/layaways/", owner -> add(owner, "/layaways/", layaway().body()));
    kind("/import-batches/", owner -> add(owner, "/import-batches/", batch()));
    kind("/import-lines/", this::importLine);
    kind("/purchase-receipts/", this::receipt);
    kind("/sales/", this::sale);
    kind("/audit-logs/", owner -> auditLog());
    kind("/card-commission-plans/", owner -> add(admin, "/card-commission-plans/", plan()));
    kind("/reports/card-commissions/payments/", this::cardPayment);
    kind("/loyalty/programs/", owner -> add(admin, "/loyalty/programs/", program()));
    kind("/loyalty/redemptions/", this::redemption);
  }

  private void kind(String collection, Function<ApiClient, String> id) {
    kinds.put(collection + ID + "/", owner -> collection + id.apply(owner) + "/");
  }

  /**
   * A path that leads to a new row.
   *
   * @param template of the contract
   * @param owner an administrator or a cashier, whose row it is where rows are somebody's
   */
  public String pathTo(String template, ApiClient owner) {
    String kind =
        kinds.keySet().stream()
            .filter(template::startsWith)
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("OwnedRows makes no row for " + template + ": add it"));
    return kinds.get(kind).apply(owner) + template.substring(kind.length());
  }

  private static String add(ApiClient client, String collection, JsonObject body) {
    return client.post(collection, body).is(201).json().getValue("id").toString();
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }

  /** As suppliers write it. */
  private static String newSku() {
    return "S-" + unique().substring(0, 13).toUpperCase(Locale.ROOT);
  }

  private static String phone() {
    return PutAside.newPhone();
  }

  private static JsonObject named(String field) {
    return new JsonObject().put(field, "Fila " + unique());
  }

  private static JsonObject somebody() {
    return new JsonObject()
        .put("email", unique() + "@example.com")
        .put("first_name", "Fila")
        .put("last_name", "Suelta")
        .put("role", "CASHIER")
        .put("password", TestApplication.PASSWORD);
  }

  private String sku() {
    return admin.get("/products/" + product + "/").is(200).json().getString("sku");
  }

  private String images() {
    return "/products/" + product + "/images/";
  }

  private String image() {
    return add(admin, images(), new JsonObject().put("asset_id", asset()));
  }

  /** As an upload makes it. */
  private String asset() {
    try (var connection = application.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    INSERT INTO media_asset
                      (status, original_key, thumb_key, original_url, thumb_url, mime_type, width,
                       height, size_bytes, created_at)
                    SELECT 'READY', key || 'o', key || 't', key, key, 'image/png', 10, 10, 10, now()
                    FROM (SELECT 'images/' || gen_random_uuid() || '/' AS key) AS made
                    RETURNING id
                    """)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static JsonObject template() {
    return named("name").put("category", "Filas").put("default_amount", "10.00");
  }

  private static JsonObject expense() {
    return named("description")
        .put("category", "Filas")
        .put("amount", "10.00")
        .put("expense_date", "2026-01-15");
  }

  private String movement() {
    return add(
        admin,
        "/inventory/movements/",
        named("note")
            .put("product", product)
            .put("movement_type", "INBOUND")
            .put("quantity_delta", "1.00")
            .put("reference_type", "test")
            .put("reference_id", unique()));
  }

  private JsonObject assignment() {
    return new JsonObject()
        .put("investor", investor)
        .put("product", new Goods(admin).product("5.00"))
        .put("qty_assigned", "1.00")
        .put("unit_cost", "1.00");
  }

  private PutAside layaway() {
    return PutAside.of(phone()).line(product, "1.00", "100.00").deposit("20.00");
  }

  /** Of a customer whose layaway was given up. */
  private String credit() {
    JsonObject layaway = admin.post("/layaways/", layaway().body()).is(201).json();
    admin
        .post("/layaways/" + layaway.getString("id") + "/expire/", new JsonObject().put("force", 1))
        .is(200);
    String phone = layaway.getString("customer_phone");
    return admin
        .get("/customer-credits/?customer_phone=" + phone)
        .is(200)
        .results()
        .get(0)
        .getString("id");
  }

  private JsonObject batch() {
    return new JsonObject()
        .put("supplier", supplier)
        .put("parser", parser.getString("id"))
        .put("raw_text", "** " + newSku() + " 1 PZA FILA\n 10.00 1.00\n");
  }

  private String importLine(ApiClient owner) {
    String batch = add(owner, "/import-batches/", batch());
    return owner
        .post("/import-batches/" + batch + "/parse/")
        .is(200)
        .json()
        .getJsonArray("lines")
        .getJsonObject(0)
        .getString("id");
  }

  /** By way of an import, which cashiers may do too. */
  private String receipt(ApiClient owner) {
    JsonObject line =
        new JsonObject()
            .put("sku", newSku())
            .put("name", "Fila")
            .put("qty", "1.00")
            .put("unit_cost", "10.00")
            .put("unit_price", "15.00")
            .put("public_price", "20.00")
            .put("brand_name", "LS2")
            .put("product_type_name", "GUANTES");
    return owner
        .post("/import-batches/preview-confirm/", batch().put("lines", new JsonArray().add(line)))
        .is(201)
        .json()
        .getString("purchase_receipt_id");
  }

  private String auditLog() {
    return admin
        .get("/audit-logs/?entity_id=" + new Goods(admin).product("5.00"))
        .is(200)
        .results()
        .get(0)
        .getString("id");
  }

  private static JsonObject plan() {
    return named("label")
        .put("code", unique())
        .put("commission_rate", "0.02")
        .put("card_instrument", "DEBIT")
        .put("sort_order", 900);
  }

  private String cardPayment(ApiClient owner) {
    String cardPlan = add(admin, "/card-commission-plans/", plan());
    JsonObject body = saleOf("100.00");
    body.put("payments", new JsonArray().add(PutAside.card(cardPlan, "100.00")));
    String sale = add(owner, "/sales/create-and-confirm/", body);
    return admin
        .get("/reports/card-commissions/payments/?sale=" + sale)
        .is(200)
        .results()
        .get(0)
        .getString("id");
  }

  private static JsonObject program() {
    JsonObject always =
        new JsonObject().put("metric", "CART_TOTAL").put("operator", "gte").put("value", "0");
    return named("name")
        .put("code", unique())
        .put("rule", new JsonObject().put("all", new JsonArray().add(always)))
        .put("benefit", new JsonObject().put("type", "AMOUNT").put("value", "10.00"))
        .put("funded_by", "STORE");
  }

  private String redemption(ApiClient owner) {
    String program = add(admin, "/loyalty/programs/", program());
    admin.post("/loyalty/programs/" + program + "/activate/").is(200);
    JsonObject promotion =
        new JsonObject().put("program", program).put("expected_discount", "10.00");
    String sale =
        add(
            owner,
            "/sales/create-and-confirm/",
            saleOf("90.00").put("customer_phone", phone()).put("promotion", promotion));
    admin.post("/loyalty/programs/" + program + "/end/").is(200);
    return admin.get("/loyalty/redemptions/?sale=" + sale).is(200).results().get(0).getString("id");
  }

  private String sale(ApiClient owner) {
    return add(owner, "/sales/create-and-confirm/", saleOf("100.00"));
  }

  private JsonObject saleOf(String paid) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "1.00")
            .put("unit_price", "100.00")
            .put("unit_cost", "1.00");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(PutAside.cash(paid)));
  }
}
