package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The units of a line that had one owner, and what they earned; amounts have two places.
 *
 * @param investor who owned them; null where the store did
 * @param assignment where they were taken from; null where {@code investor} is
 * @param investorProfitShare what {@code investor} gets of the net profit, from 0
 */
public record Chunk(
    UUID product,
    @Nullable UUID investor,
    @Nullable UUID assignment,
    BigDecimal qty,
    BigDecimal lineRevenue,
    BigDecimal lineCogs,
    BigDecimal lineOperatingCost,
    BigDecimal lineCommissionCost,
    BigDecimal investorProfitShare) {

  public Chunk {
    if ((investor == null) != (assignment == null) || qty.signum() <= 0) {
      throw new IllegalArgumentException(
          qty + " units of " + investor + " from assignment " + assignment);
    }
    if (investorProfitShare.signum() < 0
        || (investor == null && investorProfitShare.signum() > 0)) {
      throw new IllegalArgumentException("investorProfitShare: " + investorProfitShare);
    }
  }

  public Ownership ownership() {
    return investor == null ? Ownership.STORE : Ownership.INVESTOR;
  }

  public BigDecimal lineNetProfit() {
    return lineRevenue.subtract(lineCogs).subtract(lineOperatingCost).subtract(lineCommissionCost);
  }

  Chunk withInvestorShare(BigDecimal share) {
    return new Chunk(
        product,
        investor,
        assignment,
        qty,
        lineRevenue,
        lineCogs,
        lineOperatingCost,
        lineCommissionCost,
        share);
  }

  /** What the investor does not get, and all of a loss. */
  public BigDecimal storeProfitShare() {
    return lineNetProfit().subtract(investorProfitShare);
  }

  /** As in the contract's {@code profitability_breakdown.lines}. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("product", product.toString())
        .put("line_revenue", Decimals.moneyText(lineRevenue))
        .put("line_cogs", Decimals.moneyText(lineCogs))
        .put("line_operating_cost", Decimals.moneyText(lineOperatingCost))
        .put("line_commission_cost", Decimals.moneyText(lineCommissionCost))
        .put("line_net_profit", Decimals.moneyText(lineNetProfit()))
        .put("ownership", ownership().name())
        .put("investor_id", investor == null ? null : investor.toString())
        .put("investor_profit_share", Decimals.moneyText(investorProfitShare))
        .put("store_profit_share", Decimals.moneyText(storeProfitShare()));
  }
}
