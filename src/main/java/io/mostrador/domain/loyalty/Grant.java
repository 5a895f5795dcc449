package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/**
 * A reward that a sale is about to have.
 *
 * @param customer who gets it, locked
 * @param cart what it is taken off
 */
public record Grant(java.util.UUID customer, Evaluation evaluation, Cart cart) {

  /** Of the lines, in their order, from 0.00. */
  public List<BigDecimal> discounts() {
    return evaluation.discounts();
  }

  public Funding fundedBy() {
    return evaluation.fundedBy();
  }

  /** Then nothing is used up. */
  public boolean isNothing() {
    return evaluation.discount().signum() == 0;
  }

  /** What is kept of the decision: the checks, and each line with what came off. */
  JsonObject details() {
    JsonArray lines = new JsonArray();
    for (int i = 0; i < cart.lines().size(); i++) {
      CartLine line = cart.lines().get(i);
      lines.add(
          new JsonObject()
              .put("product", line.product().toString())
              .put("net", Decimals.moneyText(line.net()))
              .put("promotion_discount", Decimals.moneyText(discounts().get(i))));
    }
    return new JsonObject().put("checks", evaluation.checksJson()).put("lines", lines);
  }
}
