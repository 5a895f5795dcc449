package io.mostrador.model;

import io.mostrador.domain.purchasing.Invoices;
import io.mostrador.domain.sales.Till;
import io.mostrador.model.KeyedAction.Input;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes a valid action of each operation that takes an {@code Idempotency-Key}, as many as wanted.
 *
 * <p>Every action of an operation leaves the same number of rows.
 */
final class KeyedActions {

  private final StockedShop shop;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<String, Supplier<Input>> makers = new HashMap<>();

  KeyedActions(StockedShop shop) {
    this.shop = shop;
    makers.put("createUser", this::user);
    makers.put("createBrand", this::label);
    makers.put("createProductType", this::label);
    makers.put("createProduct", this::product);
    makers.put("attachProductImage", this::image);
    makers.put("completeUpload", () -> Input.of(shop.upload()));
    makers.put("createMovement", this::movement);
    addSales();
    addLayaways();
    addInvestors();
    addPurchasing();
    addExpenses();
    addLoyalty();
    addCards();
  }

  private void addSales() {
    makers.put("createSale", () -> Input.of(sale()));
    makers.put("createAndConfirmSale", () -> Input.of(sale()));
    makers.put("confirmSale", () -> Input.to(shop.post("/sales/", sale())));
    makers.put("voidSale", () -> Input.to(shop.post("/sales/create-and-confirm/", sale())));
    makers.put("createCustomer", this::customer);
    makers.put("applyCustomerCredit", () -> Input.to(shop.credit, amount("1.00")));
  }

  private void addLayaways() {
    makers.put("createLayaway", () -> Input.of(layaway()));
    makers.put("payLayaway", () -> Input.to(putAside(), paid("20.00")));
    makers.put("settleLayaway", () -> Input.to(putAside(), paid("90.00")));
    makers.put("extendLayaway", () -> Input.to(putAside(), extension()));
    makers.put("expireLayaway", () -> Input.to(putAside(), new JsonObject().put("force", true)));
  }

  private void addInvestors() {
    makers.put("createInvestor", () -> Input.of(investor()));
    makers.put("depositCapital", () -> Input.to(shop.investor, amount("3.00")));
    makers.put("withdrawCapital", () -> Input.to(shop.investor, amount("2.00")));
    makers.put("reinvestProfit", () -> Input.to(shop.investor, amount("1.00")));
    makers.put("purchaseGoods", () -> Input.to(shop.investor, purchase()));
    makers.put("createAssignment", () -> Input.of(assignment()));
  }

  private void addPurchasing() {
    makers.put("createImportBatch", () -> Input.of(shop.invoice(Invoices.sku())));
    makers.put("parseImportBatch", () -> Input.to(shop.batch()));
    makers.put("confirmImportBatch", () -> Input.to(shop.classifiedBatch()));
    makers.put("previewConfirmImport", () -> Input.of(wholeImport()));
    makers.put("createReceipt", () -> Input.of(receipt()));
    makers.put("confirmReceipt", () -> Input.to(shop.post("/purchase-receipts/", receipt())));
  }

  private void addExpenses() {
    makers.put("createExpenseTemplate", () -> Input.of(template()));
    makers.put("createExpense", () -> Input.of(expense()));
    makers.put("generateFixedExpenses", this::month);
  }

  private void addLoyalty() {
    makers.put("createLoyaltyProgram", () -> Input.of(program()));
    makers.put("activateLoyaltyProgram", () -> Input.to(drafted()));
    makers.put("pauseLoyaltyProgram", () -> Input.to(active()));
    makers.put("endLoyaltyProgram", () -> Input.to(active()));
  }

  private static JsonObject program() {
    JsonObject never =
        new JsonObject().put("metric", "CART_TOTAL").put("operator", "gte").put("value", "1000000");
    return new JsonObject()
        .put("code", UUID.randomUUID().toString())
        .put("name", "Programa")
        .put("rule", new JsonObject().put("all", new JsonArray().add(never)))
        .put("benefit", new JsonObject().put("type", "PERCENT").put("value", "5"))
        .put("funded_by", "SHARED");
  }

  private void addCards() {
    makers.put("createCardPlan", () -> Input.of(plan()));
    makers.put("reconcileCardPayment", () -> Input.to(cardPayment(), deposit()));
    makers.put("unreconcileCardPayment", () -> Input.to(reconciled()));
  }

  private static JsonObject plan() {
    return new JsonObject()
        .put("code", UUID.randomUUID().toString())
        .put("label", "Plan")
        .put("commission_rate", "0.02")
        .put("card_instrument", "DEBIT");
  }

  private String cardPayment() {
    String cardPlan = shop.post("/card-commission-plans/", plan());
    JsonObject body = Till.sale().line(shop.product, "1", "100.00").card(cardPlan, "100.00").body();
    String sale = shop.post("/sales/create-and-confirm/", body);
    return shop.admin
        .get("/reports/card-commissions/payments/?sale=" + sale)
        .is(200)
        .results()
        .get(0)
        .getString("id");
  }

  private static JsonObject deposit() {
    return new JsonObject().put("deposited_amount", "98.00").put("deposited_on", "2026-11-01");
  }

  private String reconciled() {
    String payment = cardPayment();
    shop.admin
        .post("/reports/card-commissions/payments/" + payment + "/reconcile/", deposit())
        .is(200);
    return payment;
  }

  private String drafted() {
    return shop.post("/loyalty/programs/", program());
  }

  private String active() {
    String id = drafted();
    shop.admin.post("/loyalty/programs/" + id + "/activate/").is(200);
    return id;
  }

  Map<String, Supplier<Input>> makers() {
    return Map.copyOf(makers);
  }

  private String word() {
    return "N" + numbers.incrementAndGet() + " " + UUID.randomUUID().toString().substring(0, 13);
  }

  private static JsonObject amount(String amount) {
    return new JsonObject().put("amount", amount);
  }

  private Input user() {
    return Input.of(
        new JsonObject()
            .put("email", "u" + UUID.randomUUID().toString().substring(0, 13) + "@example.com")
            .put("first_name", "Ana")
            .put("last_name", "Ruiz")
            .put("role", "CASHIER")
            .put("password", "Mostrador-2026!"));
  }

  private Input label() {
    return Input.of(new JsonObject().put("name", word()));
  }

  private Input product() {
    return Input.of(
        new JsonObject()
            .put("sku", Invoices.sku())
            .put("name", word())
            .put("default_price", "9.00")
            .put("cost_price", "5.00")
            .put("stock", "3.00")
            .put("stock_adjust_reason", "Conteo"));
  }

  private Input image() {
    JsonObject body = new JsonObject().put("asset_id", shop.asset);
    return Input.to(shop.goods.product("1.00"), body);
  }

  private Input movement() {
    return Input.of(
        new JsonObject()
            .put("product", shop.product)
            .put("movement_type", "INBOUND")
            .put("quantity_delta", "1.00")
            .put("reference_type", "retry")
            .put("reference_id", UUID.randomUUID().toString()));
  }

  private JsonObject sale() {
    return Till.sale().line(shop.product, "1", "100.00").cash("100.00").body();
  }

  private Input customer() {
    return Input.of(
        new JsonObject().put("phone", PutAside.newPhone()).put("name", "Cliente " + word()));
  }

  private JsonObject layaway() {
    return PutAside.of(PutAside.newPhone())
        .line(shop.product, "1", "100.00")
        .deposit("10.00")
        .body();
  }

  private String putAside() {
    return shop.post("/layaways/", layaway());
  }

  private static JsonObject paid(String amount) {
    return PutAside.payments(PutAside.cash(amount));
  }

  private static JsonObject extension() {
    String later = OffsetDateTime.now(ZoneOffset.UTC).plusDays(60).toString();
    return new JsonObject().put("new_expires_at", later);
  }

  private JsonObject investor() {
    return new JsonObject().put("display_name", word()).put("initial_capital", "100.00");
  }

  private JsonObject purchase() {
    JsonObject line =
        new JsonObject()
            .put("product", shop.ownedProduct)
            .put("qty", "1.00")
            .put("unit_cost_gross", "2.00");
    return new JsonObject().put("tax_rate_pct", "16.00").put("lines", new JsonArray().add(line));
  }

  private JsonObject assignment() {
    return new JsonObject()
        .put("investor", shop.investor)
        .put("product", shop.unsoldProduct)
        .put("qty_assigned", "1.00")
        .put("unit_cost", BigDecimal.valueOf(numbers.incrementAndGet(), 2).toPlainString());
  }

  private JsonObject wholeImport() {
    String sku = Invoices.sku();
    return shop.invoice(sku).put("lines", new JsonArray(List.of(Invoices.line(sku, "4", "10.00"))));
  }

  private JsonObject receipt() {
    JsonObject line =
        new JsonObject().put("product", shop.product).put("qty", "1.00").put("unit_cost", "4.00");
    return new JsonObject()
        .put("supplier", shop.supplier())
        .put("lines", new JsonArray().add(line));
  }

  /** Inactive, so that a month has the same expenses whenever it is generated. */
  private JsonObject template() {
    return new JsonObject()
        .put("name", word())
        .put("category", "Renta")
        .put("default_amount", "10.00")
        .put("is_active", false);
  }

  private static JsonObject expense() {
    return new JsonObject()
        .put("category", "Varios")
        .put("description", "Cinta")
        .put("amount", "7.00")
        .put("expense_date", "2020-02-03");
  }

  private Input month() {
    YearMonth month = YearMonth.of(2000, 1).plusMonths(numbers.incrementAndGet() % 12_000);
    return Input.of(new JsonObject().put("month", month.toString()));
  }
}
