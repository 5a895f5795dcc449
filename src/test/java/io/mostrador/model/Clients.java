package io.mostrador.model;

import io.mostrador.model.Step.Money;
import io.mostrador.model.Step.Operation;
import io.mostrador.testing.Answer;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Sixteen clients who do the steps of a plan, each taking the next as soon as it is free. */
final class Clients {

  private static final int CLIENTS = 16;

  private final ModelShop shop;
  private final List<Step> plan;
  private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private Clients(ModelShop shop, List<Step> plan) {
    this.shop = shop;
    this.plan = plan;
    plan.forEach(step -> outcomes.add(new CompletableFuture<>()));
  }

  /** In the order of the plan. */
  static List<Outcome> run(ModelShop shop, List<Step> plan) {
    Clients clients = new Clients(shop, plan);
    Together.all(
        java.util.Collections.nCopies(
            CLIENTS,
            () -> {
              clients.work();
              return true;
            }));
    return clients.outcomes.stream().map(CompletableFuture::join).toList();
  }

  private void work() {
    for (int each = next.getAndIncrement(); each < plan.size(); each = next.getAndIncrement()) {
      Step step = plan.get(each);
      try {
        outcomes.get(each).complete(new Outcome(step, send(step)));
      } catch (RuntimeException | AssertionError broken) {
        outcomes.get(each).completeExceptionally(broken);
      }
    }
  }

  private Answer send(Step step) {
    return switch (step.operation()) {
      case SELL -> post(step, "/sales/create-and-confirm/", sale(step));
      case DRAFT -> post(step, "/sales/", sale(step));
      case MOVE -> post(step, "/inventory/movements/", movement(step));
      case SET_STOCK -> shop.admin.patch("/products/" + product(step) + "/", counted(step));
      case PUT_ASIDE -> post(step, "/layaways/", layaway(step));
      case DRAFT_RECEIPT -> post(step, "/purchase-receipts/", receipt(step));
      case APPLY_CREDIT ->
          post(
              step,
              "/customer-credits/" + shop.credits.get(step.party()) + "/apply/",
              amount(step));
      case ASSIGN -> post(step, "/investors/assignments/", assignment(step));
      case BUY_GOODS -> post(step, investor(step) + "purchases/", purchase(step));
      case DEPOSIT -> post(step, investor(step) + "deposit/", amount(step));
      case WITHDRAW -> post(step, investor(step) + "withdraw/", amount(step));
      case REINVEST -> post(step, investor(step) + "reinvest/", amount(step));
      case CONFIRM, VOID, PAY, SETTLE, EXTEND, EXPIRE, POST_RECEIPT -> follow(step);
    };
  }

  /** Waits for the step that made what this one is about; null when that made nothing. */
  private Answer follow(Step step) {
    Outcome made = outcomes.get(step.target()).join();
    if (!made.isDone()) {
      return null;
    }
    String layaway = "/layaways/" + made.id() + "/";
    return switch (step.operation()) {
      case CONFIRM -> post(step, "/sales/" + made.id() + "/confirm/", new JsonObject());
      case POST_RECEIPT ->
          post(step, "/purchase-receipts/" + made.id() + "/confirm/", new JsonObject());
      case EXTEND -> post(step, layaway + "extend/", extension(step));
      case EXPIRE -> post(step, layaway + "expire/", new JsonObject().put("force", true));
      case PAY -> post(step, layaway + "payments/", paid(step, step.amount() + ".00"));
      case SETTLE -> post(step, layaway + "settle/", paid(step, due(layaway)));
      default -> cancel(step, made);
    };
  }

  private Answer cancel(Step step, Outcome made) {
    String sale = made.id();
    if (made.step().operation() == Operation.PUT_ASIDE) {
      sale = read("/layaways/" + made.id() + "/").getString("settled_sale_id");
    }
    JsonObject reason = new JsonObject().put("reason", "Paso " + step.number());
    return sale == null ? null : post(step, "/sales/" + sale + "/void/", reason);
  }

  private Answer post(Step step, String path, JsonObject body) {
    return shop.client(step).post(path, body);
  }

  private JsonObject read(String path) {
    return shop.admin.get(path).is(200).json();
  }

  private String due(String layaway) {
    return read(layaway).getString("balance_due");
  }

  private String product(Step step) {
    return shop.products.get(step.goods().get(0));
  }

  private String investor(Step step) {
    return "/investors/" + shop.investors.get(step.party()) + "/";
  }

  private static JsonObject amount(Step step) {
    return new JsonObject().put("amount", step.amount() + ".00");
  }

  private JsonObject sale(Step step) {
    return new JsonObject()
        .put("lines", lines(step, step.amount()))
        .put("payments", payments(step.money(), step.total()))
        .put("customer_phone", shop.phones.get(step.party()));
  }

  private JsonArray lines(Step step, int discount) {
    JsonArray lines = new JsonArray();
    for (int each : step.goods()) {
      lines.add(
          new JsonObject()
              .put("product", shop.products.get(each))
              .put("qty", step.units() + ".00")
              .put("unit_price", Step.PRICE.toPlainString())
              .put("unit_cost", "60.00")
              .put("discount_pct", discount + ".00"));
    }
    return lines;
  }

  private JsonArray payments(Money money, BigDecimal total) {
    BigDecimal half = new BigDecimal("5.00");
    return switch (money) {
      case CASH -> new JsonArray().add(shop.payment("CASH", total.toPlainString()));
      case CARD -> new JsonArray().add(shop.payment("CARD", total.toPlainString()));
      case CREDIT -> new JsonArray().add(shop.payment("CUSTOMER_CREDIT", total.toPlainString()));
      case CASH_AND_CREDIT ->
          new JsonArray()
              .add(shop.payment("CASH", total.subtract(half).toPlainString()))
              .add(shop.payment("CUSTOMER_CREDIT", half.toPlainString()));
    };
  }

  /** By credit or otherwise; nothing when nothing is due. */
  private JsonObject paid(Step step, String amount) {
    BigDecimal due = new BigDecimal(amount);
    Money money = step.money() == Money.CASH_AND_CREDIT ? Money.CREDIT : step.money();
    return new JsonObject()
        .put("payments", due.signum() == 0 ? new JsonArray() : payments(money, due));
  }

  private JsonObject movement(Step step) {
    String type = step.units() < 0 ? "OUTBOUND" : step.amount() > 50 ? "INBOUND" : "ADJUSTMENT";
    return new JsonObject()
        .put("product", product(step))
        .put("movement_type", type)
        .put("quantity_delta", step.units() + ".00")
        .put("reference_type", "model")
        .put("reference_id", java.util.UUID.randomUUID().toString());
  }

  /** With a cost, so that more than there was is a direct purchase. */
  private static JsonObject counted(Step step) {
    JsonObject body =
        new JsonObject()
            .put("stock", step.units() + ".00")
            .put("stock_adjust_reason", "Paso " + step.number());
    return step.amount() > 50 ? body.put("cost_price", "60.00") : body;
  }

  private JsonObject layaway(Step step) {
    String phone = shop.phones.get(step.party());
    return new JsonObject()
        .put("customer", new JsonObject().put("phone", phone).put("name", "Cliente " + phone))
        .put("lines", lines(step, 0))
        .put("deposit_payments", new JsonArray().add(shop.payment("CASH", step.amount() + ".00")))
        .put("expires_at", inDays(14));
  }

  private static JsonObject extension(Step step) {
    return new JsonObject().put("new_expires_at", inDays(step.amount()));
  }

  private static String inDays(int days) {
    return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).toString();
  }

  private JsonObject receipt(Step step) {
    JsonObject line =
        new JsonObject()
            .put("product", product(step))
            .put("qty", step.units() + ".00")
            .put("unit_cost", "60.00");
    return new JsonObject().put("supplier", shop.supplier).put("lines", new JsonArray().add(line));
  }

  private String productOf(Step step) {
    return step.party() == Plan.INVESTOR_WITHOUT_SALES
        ? shop.products.get(Plan.UNSOLD_PRODUCT)
        : product(step);
  }

  private JsonObject purchase(Step step) {
    JsonObject line =
        new JsonObject()
            .put("product", productOf(step))
            .put("qty", step.units() + ".00")
            .put("unit_cost_gross", step.amount() + ".00");
    return new JsonObject().put("tax_rate_pct", "16.00").put("lines", new JsonArray().add(line));
  }

  private JsonObject assignment(Step step) {
    return new JsonObject()
        .put("investor", shop.investors.get(step.party()))
        .put("product", productOf(step))
        .put("qty_assigned", step.units() + ".00")
        .put("unit_cost", step.amount() + ".00");
  }
}
