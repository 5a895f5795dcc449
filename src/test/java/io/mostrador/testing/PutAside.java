package io.mostrador.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Layaway bodies as a till writes them: for a customer of a phone, due in two weeks. */
public final class PutAside {

  private static final AtomicLong phones = new AtomicLong(6_640_000_000L);

  private final JsonArray lines = new JsonArray();
  private final JsonArray deposits = new JsonArray();
  private final JsonObject body =
      new JsonObject()
          .put("lines", lines)
          .put("deposit_payments", deposits)
          .put("expires_at", OffsetDateTime.now(ZoneOffset.UTC).plusDays(14).toString());

  /** Ten digits that nobody has yet. */
  public static String newPhone() {
    return Long.toString(phones.incrementAndGet());
  }

  public static PutAside of(String phone) {
    return new PutAside()
        .with("customer", new JsonObject().put("phone", phone).put("name", "Cliente " + phone));
  }

  public PutAside line(String product, String qty, String price) {
    return line(
        new JsonObject()
            .put("product", product)
            .put("qty", qty)
            .put("unit_price", price)
            .put("unit_cost", "1.00"));
  }

  public PutAside line(JsonObject line) {
    lines.add(line);
    return this;
  }

  public PutAside deposit(String amount) {
    return deposit(cash(amount));
  }

  public PutAside deposit(JsonObject payment) {
    deposits.add(payment);
    return this;
  }

  public PutAside dueAt(OffsetDateTime instant) {
    return with("expires_at", instant.toString());
  }

  public PutAside with(String field, Object value) {
    body.put(field, value);
    return this;
  }

  public JsonObject body() {
    return body.copy();
  }

  /** The body that pays or settles. */
  public static JsonObject payments(JsonObject... payments) {
    return new JsonObject().put("payments", new JsonArray(java.util.List.of(payments)));
  }

  public static JsonObject cash(String amount) {
    return new JsonObject().put("method", "CASH").put("amount", amount);
  }

  public static JsonObject credit(String amount) {
    return new JsonObject().put("method", "CUSTOMER_CREDIT").put("amount", amount);
  }

  public static JsonObject card(String plan, String amount) {
    return new JsonObject().put("method", "CARD").put("amount", amount).put("card_plan_id", plan);
  }
}
