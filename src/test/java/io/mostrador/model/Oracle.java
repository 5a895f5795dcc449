package io.mostrador.model;

import io.mostrador.model.Step.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the shop must hold after a plan, by nothing but what was answered: each success has its
 * effect once, a refusal has none.
 */
final class Oracle {

  private static final String CUSTOMER_CREDIT = "CUSTOMER_CREDIT";

  private final ModelShop shop;
  private final List<Outcome> outcomes;
  private final Map<String, BigDecimal> held = new TreeMap<>();
  private final List<String> audited = new ArrayList<>();
  private final Map<String, Integer> once = new HashMap<>();

  Oracle(ModelShop shop, List<Outcome> outcomes) {
    this.shop = shop;
    this.outcomes = outcomes;
    shop.products.forEach(product -> add("stock " + product, new BigDecimal(ModelShop.UNITS)));
    shop.customers.forEach(customer -> add("credit " + customer, new BigDecimal(ModelShop.CREDIT)));
    shop.investors.forEach(
        investor -> add("capital " + investor, new BigDecimal(ModelShop.CAPITAL)));
    outcomes.stream().filter(Outcome::isDone).forEach(this::take);
  }

  /** Of every product, customer, investor and assignment, by what it is and whose. */
  Map<String, BigDecimal> held() {
    return Collections.unmodifiableMap(held);
  }

  /** Action and entity of each record, sorted. */
  List<String> audited() {
    return audited.stream().sorted().toList();
  }

  /** What can happen to a thing once and was answered as done more often. */
  List<String> doneTwice() {
    return once.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void add(String what, BigDecimal amount) {
    held.merge(what, amount, BigDecimal::add);
  }

  private void audit(String action, String entity) {
    audited.add(action + " " + entity);
  }

  private void onlyOnce(String what, String id) {
    once.merge(what + " " + id, 1, Integer::sum);
  }

  private void take(Outcome outcome) {
    JsonObject json = outcome.json();
    Step step = outcome.step();
    switch (step.operation()) {
      case SELL -> sold(json, step.amount());
      case DRAFT -> discounted(json, step.amount());
      case CONFIRM -> confirmed(outcome);
      case VOID -> voided(outcome);
      case MOVE -> moved(json);
      case SET_STOCK -> audit("catalog.product.update", json.getString("id"));
      case PUT_ASIDE -> putAside(json, step);
      case PAY, SETTLE -> paid(json, step);
      case EXTEND -> audit("layaway.extend", json.getString("id"));
      case EXPIRE -> expired(json);
      case APPLY_CREDIT -> applied(json, step);
      case BUY_GOODS -> bought(json, step);
      case ASSIGN -> assigned(json);
      case DEPOSIT -> funded("investor.deposit", step, pesos(step));
      case WITHDRAW -> funded("investor.withdraw", step, pesos(step).negate());
      case REINVEST -> reinvested(step);
      case DRAFT_RECEIPT -> {}
      case POST_RECEIPT -> posted(outcome);
    }
  }

  private static BigDecimal pesos(Step step) {
    return new BigDecimal(step.amount());
  }

  private static Stream<JsonObject> rows(JsonObject parent, String field) {
    return parent.getJsonArray(field).stream().map(JsonObject.class::cast);
  }

  private void goods(JsonObject document, int sign) {
    rows(document, "lines")
        .forEach(
            line -> {
              BigDecimal units = new BigDecimal(line.getString("qty"));
              add("stock " + line.getString("product"), units.multiply(new BigDecimal(sign)));
            });
  }

  private static BigDecimal credit(JsonObject sale) {
    return rows(sale, "payments")
        .filter(payment -> payment.getString("method").equals(CUSTOMER_CREDIT))
        .map(payment -> new BigDecimal(payment.getString("amount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void discounted(JsonObject sale, int discount) {
    if (discount > 0) {
      audit("sale.discount", sale.getString("id"));
    }
  }

  private void sold(JsonObject sale, int discount) {
    discounted(sale, discount);
    goods(sale, -1);
    String customer = sale.getJsonObject("customer_summary").getString("id");
    add("credit " + customer, credit(sale).negate());
    earned(sale, 1);
    audit("sale.confirm", sale.getString("id"));
    onlyOnce("confirmed", sale.getString("id"));
  }

  private void confirmed(Outcome outcome) {
    if (!outcome.isRepetition()) {
      sold(outcome.json(), 0);
    }
  }

  private void voided(Outcome outcome) {
    JsonObject sale = outcome.json();
    goods(sale, 1);
    String customer = sale.getJsonObject("customer_summary").getString("id");
    add("credit " + customer, credit(sale));
    earned(sale, -1);
    audit("sale.void", sale.getString("id"));
    onlyOnce("voided", sale.getString("id"));
    Outcome made = outcomes.get(outcome.step().target());
    if (made.step().operation() == Operation.PUT_ASIDE) {
      audit("layaway.refund", made.id());
    }
  }

  /** What investors got, or give back. */
  private void earned(JsonObject sale, int sign) {
    rows(sale.getJsonObject("profitability_breakdown"), "lines")
        .filter(chunk -> chunk.getString("ownership").equals("INVESTOR"))
        .forEach(
            chunk -> {
              BigDecimal factor = new BigDecimal(sign);
              String investor = chunk.getString("investor_id");
              BigDecimal cost = new BigDecimal(chunk.getString("line_cogs")).multiply(factor);
              String share = chunk.getString("investor_profit_share");
              add("capital " + investor, cost);
              add("inventory " + investor, cost.negate());
              add("profit " + investor, new BigDecimal(share).multiply(factor));
            });
  }

  private void moved(JsonObject movement) {
    add(
        "stock " + movement.getString("product"),
        new BigDecimal(movement.getString("quantity_delta")));
    boolean isAdjustment = movement.getString("movement_type").equals("ADJUSTMENT");
    audit(
        isAdjustment ? "inventory.adjustment.create" : "inventory.movement.create",
        movement.getString("id"));
  }

  private void putAside(JsonObject layaway, Step step) {
    for (int each : step.goods()) {
      add("stock " + shop.products.get(each), new BigDecimal(-step.units()));
    }
    audit("layaway.create", layaway.getString("id"));
  }

  private void paid(JsonObject layaway, Step step) {
    String id = layaway.getString("id");
    JsonArray payments = layaway.getJsonArray("payments");
    own(layaway, payments.getJsonObject(payments.size() - 1));
    audit("layaway.payment", id);
    if (layaway.getString("status").equals("SETTLED")) {
      String sale = layaway.getString("settled_sale_id");
      audit("sale.confirm", sale);
      onlyOnce("confirmed", sale);
      earned(shop.admin.get("/sales/" + sale + "/").is(200).json(), 1);
    }
    if (step.operation() == Operation.SETTLE) {
      onlyOnce("settled", id);
    }
  }

  /** The last one: nobody else could pay before this was answered. */
  private void own(JsonObject layaway, JsonObject payment) {
    onlyOnce("paid", payment.getString("id"));
    if (payment.getString("method").equals(CUSTOMER_CREDIT)) {
      String customer = layaway.getJsonObject("customer").getString("id");
      add("credit " + customer, new BigDecimal(payment.getString("amount")).negate());
    }
  }

  private void expired(JsonObject layaway) {
    goods(layaway, 1);
    String customer = layaway.getJsonObject("customer").getString("id");
    add("credit " + customer, new BigDecimal(layaway.getString("amount_paid")));
    audit("layaway.expire", layaway.getString("id"));
    onlyOnce("expired", layaway.getString("id"));
  }

  private void applied(JsonObject credit, Step step) {
    add("credit " + credit.getJsonObject("customer").getString("id"), pesos(step).negate());
    audit("customer_credit.apply", credit.getString("id"));
  }

  private void bought(JsonObject purchase, Step step) {
    BigDecimal total = new BigDecimal(purchase.getString("purchase_total"));
    String investor = shop.investors.get(step.party());
    add("capital " + investor, total.negate());
    add("inventory " + investor, total);
    rows(purchase, "assignments").forEach(row -> owned(row, new BigDecimal(step.units())));
  }

  private void owned(JsonObject assignment, BigDecimal units) {
    add("assigned " + assignment.getString("id"), units);
    audit("investor.assignment", assignment.getString("id"));
  }

  private void assigned(JsonObject assignment) {
    owned(assignment, new BigDecimal(assignment.getString("qty_assigned")));
    onlyOnce("assigned", assignment.getString("id"));
  }

  private void funded(String action, Step step, BigDecimal amount) {
    String investor = shop.investors.get(step.party());
    add("capital " + investor, amount);
    audit(action, investor);
  }

  private void reinvested(Step step) {
    String investor = shop.investors.get(step.party());
    add("profit " + investor, pesos(step).negate());
    funded("investor.reinvest", step, pesos(step));
  }

  private void posted(Outcome outcome) {
    if (!outcome.isRepetition()) {
      goods(outcome.json(), 1);
      onlyOnce("posted", outcome.id());
    }
  }
}
