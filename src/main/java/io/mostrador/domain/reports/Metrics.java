package io.mostrador.domain.reports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a period came to, and what the stock is worth today.
 *
 * @param top most units first
 */
public record Metrics(
    Period period,
    ConfirmedSales sales,
    List<SoldProduct> top,
    PaymentBreakdown payments,
    RevenueByOwner revenue,
    Supply supply,
    InventorySnapshot inventory) {

  public Metrics {
    top = List.copyOf(top);
  }

  JsonObject toJson() {
    JsonArray products = new JsonArray();
    top.forEach(product -> products.add(product.toJson()));
    String grossProfit = Figures.money(grossProfit());
    return new JsonObject()
        .put("total_sales", Figures.money(sales.total()))
        .put("avg_ticket", Figures.meanMoney(sales.total(), sales.count()))
        .put("sales_count", sales.count())
        .put("gross_profit", grossProfit)
        .put("gross_profit_total", grossProfit)
        .put("purchase_spend", Figures.money(supply.spent()))
        .put("purchase_count", supply.receipts())
        .put("inventory_snapshot", inventory.toJson())
        .put("investor_metrics", investors())
        .put("range", period.toJson())
        .put("top_products", products)
        .put("payment_breakdown", payments.toJson())
        .put("profitability_metrics", sales.earnings().toJson());
  }

  /** Each of the top products tells it of all; without sales there is none. */
  private BigDecimal grossProfit() {
    return top.isEmpty() ? BigDecimal.ZERO : top.get(0).grossProfitOfAll();
  }

  private JsonObject investors() {
    ConfirmedSales.Earnings earnings = sales.earnings();
    return new JsonObject()
        .put("investor_backed_sales_total", Figures.money(revenue.investors()))
        .put("store_owned_sales_total", Figures.money(revenue.store()))
        .put("investor_profit_share_total", Figures.money(earnings.investorProfit()))
        .put("store_profit_share_total", Figures.money(earnings.storeProfit()))
        .put("inventory_cost_assigned_to_investors", Figures.money(supply.assigned()))
        .put("store_net_inventory_exposure_change", Figures.money(supply.exposure()));
  }
}
