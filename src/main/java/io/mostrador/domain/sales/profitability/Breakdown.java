package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a sale earned, and how it was shared.
 *
 * @param rate as it was when the sale was confirmed
 * @param operatingCostAmount two places
 * @param commissionAmount two places
 * @param chunks in the order of the sale's lines; of a line the investors' first, oldest first
 */
public record Breakdown(
    OperatingCostRate rate,
    BigDecimal operatingCostAmount,
    BigDecimal commissionAmount,
    List<Chunk> chunks) {

  public Breakdown {
    chunks = List.copyOf(chunks);
  }

  /** Before operating cost and commission. */
  public BigDecimal grossProfitTotal() {
    return total(Chunk::lineRevenue).subtract(total(Chunk::lineCogs));
  }

  public BigDecimal netProfitTotal() {
    return total(Chunk::lineNetProfit);
  }

  public BigDecimal investorProfitTotal() {
    return total(Chunk::investorProfitShare);
  }

  public BigDecimal storeProfitTotal() {
    return total(Chunk::storeProfitShare);
  }

  /** One for each investor's chunk, in their order; an assignment occurs at most once. */
  public List<LedgerPosting> ledgerPostings() {
    return chunks.stream()
        .filter(chunk -> chunk.ownership() == Ownership.INVESTOR)
        .map(Breakdown::posting)
        .toList();
  }

  /** Whether every amount fits its column; if not, the contract answers {@code invalid}. */
  public boolean isStorable() {
    Stream<BigDecimal> totals =
        Stream.of(operatingCostAmount, commissionAmount, grossProfitTotal(), netProfitTotal());
    Stream<BigDecimal> costs =
        chunks.stream().flatMap(chunk -> Stream.of(chunk.lineCogs(), chunk.lineNetProfit()));
    return Stream.concat(totals, costs).allMatch(Decimals::isStorable);
  }

  /** The contract's {@code profitability_breakdown}. */
  public JsonObject toJson() {
    JsonArray lines = new JsonArray();
    chunks.forEach(chunk -> lines.add(chunk.toJson()));
    return new JsonObject()
        .put("operating_cost_rate_snapshot", Decimals.text(rate.rate()))
        .put("operating_cost_rate_source", rate.source().name())
        .put("operating_cost_amount", Decimals.moneyText(operatingCostAmount))
        .put("commission_amount", Decimals.moneyText(commissionAmount))
        .put("gross_profit_total", Decimals.moneyText(grossProfitTotal()))
        .put("net_profit_total", Decimals.moneyText(netProfitTotal()))
        .put("investor_profit_total", Decimals.moneyText(investorProfitTotal()))
        .put("store_profit_total", Decimals.moneyText(storeProfitTotal()))
        .put("lines", lines);
  }

  private BigDecimal total(Function<Chunk, BigDecimal> part) {
    return Decimals.sum(chunks.stream().map(part).toList());
  }

  private static LedgerPosting posting(Chunk chunk) {
    return new LedgerPosting(
        chunk.investor(),
        chunk.assignment(),
        chunk.product(),
        chunk.qty(),
        chunk.lineCogs(),
        chunk.investorProfitShare());
  }
}
