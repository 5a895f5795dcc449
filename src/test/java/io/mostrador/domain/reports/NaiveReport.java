package io.mostrador.domain.reports;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.mostrador.domain.reports.RandomShop.Assignment;
import io.mostrador.domain.reports.RandomShop.Expense;
import io.mostrador.domain.reports.RandomShop.Line;
import io.mostrador.domain.reports.RandomShop.Payment;
import io.mostrador.domain.reports.RandomShop.Portion;
import io.mostrador.domain.reports.RandomShop.Product;
import io.mostrador.domain.reports.RandomShop.Receipt;
import io.mostrador.domain.reports.RandomShop.Sale;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.Collator;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The sales report worked out row by row from what a {@link RandomShop} did. */
final class NaiveReport {

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final RandomShop shop;
  private final LocalDate from;
  private final LocalDate to;
  private final List<Sale> sales;

  /**
   * @param from null for the beginning of time
   * @param to null for the end of it
   */
  NaiveReport(RandomShop shop, LocalDate from, LocalDate to) {
    this.shop = shop;
    this.from = from;
    this.to = to;
    this.sales =
        shop.sales.stream()
            .filter(sale -> sale.status().equals("CONFIRMED") && isMeant(sale.confirmedAt()))
            .toList();
  }

  private boolean isMeant(OffsetDateTime instant) {
    return isMeant(instant.atZoneSameInstant(RandomShop.ZONE).toLocalDate());
  }

  private boolean isMeant(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  private static <T> Collector<T, ?, BigDecimal> adding(Function<T, BigDecimal> part) {
    return Collectors.reducing(BigDecimal.ZERO, part, BigDecimal::add);
  }

  private static String rounded(BigDecimal exact, int places) {
    return exact.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String money(BigDecimal exact) {
    return rounded(exact, 2);
  }

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, MathContext.DECIMAL128);
  }

  JsonObject metrics(int mostProducts) {
    BigDecimal total = sales.stream().collect(adding(Sale::total));
    List<Line> lines = sales.stream().flatMap(sale -> sale.lines().stream()).toList();
    String grossProfit =
        money(lines.stream().collect(adding(l -> amount(l).subtract(l.qty().multiply(l.cost())))));
    List<Receipt> receipts =
        shop.receipts.stream().filter(r -> r.isPosted() && isMeant(r.postedAt())).toList();
    BigDecimal spent = receipts.stream().collect(adding(Receipt::total));
    return new JsonObject()
        .put("total_sales", money(total))
        .put("avg_ticket", money(ratio(total, BigDecimal.valueOf(sales.size()))))
        .put("sales_count", sales.size())
        .put("gross_profit", grossProfit)
        .put("gross_profit_total", grossProfit)
        .put("purchase_spend", money(spent))
        .put("purchase_count", receipts.size())
        .put("inventory_snapshot", inventory())
        .put("investor_metrics", investors(spent))
        .put(
            "range",
            new JsonObject()
                .put("date_from", from == null ? null : from.toString())
                .put("date_to", to == null ? null : to.toString()))
        .put("top_products", topProducts(lines, mostProducts))
        .put("payment_breakdown", payments())
        .put("profitability_metrics", profitability());
  }

  private static BigDecimal amount(Line line) {
    BigDecimal paidPct = HUNDRED.subtract(line.discountPct());
    return line.qty().multiply(line.price()).multiply(paidPct).divide(HUNDRED);
  }

  private JsonArray topProducts(List<Line> lines, int most) {
    Map<Product, List<Line>> byProduct = lines.stream().collect(groupingBy(Line::product));
    Function<Product, BigDecimal> units = p -> byProduct.get(p).stream().collect(adding(Line::qty));
    Function<Product, BigDecimal> amount =
        p -> byProduct.get(p).stream().collect(adding(NaiveReport::amount));
    return byProduct.keySet().stream()
        .sorted(
            comparing(units)
                .thenComparing(amount)
                .reversed()
                .thenComparing(comparing(Product::sku)))
        .limit(most)
        .map(
            p ->
                new JsonObject()
                    .put("product_id", p.id().toString())
                    .put("product__sku", p.sku())
                    .put("product__name", p.name())
                    .put("units_sold", money(units.apply(p)))
                    .put("sales_amount", money(amount.apply(p))))
        .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
  }

  private JsonObject payments() {
    List<Payment> all = sales.stream().flatMap(sale -> sale.payments().stream()).toList();
    List<Payment> cards = all.stream().filter(each -> each.method().equals("CARD")).toList();
    return new JsonObject()
        .put("by_method", payments(all, "method", Payment::method))
        .put("card_types", payments(cards, "card_type", Payment::cardType))
        .put("card_instruments", payments(cards, "card_instrument", Payment::cardInstrument));
  }

  private static JsonArray payments(
      List<Payment> payments, String name, Function<Payment, String> key) {
    Comparator<String> order = Comparator.nullsLast(Comparator.naturalOrder());
    Map<String, List<Payment>> groups = new TreeMap<>(order);
    payments.forEach(
        each -> groups.computeIfAbsent(key.apply(each), none -> new ArrayList<>()).add(each));
    JsonArray rows = new JsonArray();
    groups.forEach(
        (found, group) ->
            rows.add(
                new JsonObject()
                    .put(name, found)
                    .put("total_amount", money(group.stream().collect(adding(Payment::amount))))
                    .put("transactions", group.size())));
    return rows;
  }

  private JsonObject investors(BigDecimal spent) {
    List<Portion> portions =
        sales.stream().flatMap(sale -> sale.earned().portions().stream()).toList();
    BigDecimal assigned =
        shop.assignments.stream()
            .filter(each -> isMeant(each.createdAt()))
            .collect(adding(each -> each.assigned().multiply(each.unitCost())));
    return new JsonObject()
        .put("investor_backed_sales_total", money(revenue(portions, true)))
        .put("store_owned_sales_total", money(revenue(portions, false)))
        .put("investor_profit_share_total", money(earned(RandomShop.Earned::investorProfit)))
        .put("store_profit_share_total", money(earned(RandomShop.Earned::storeProfit)))
        .put("inventory_cost_assigned_to_investors", money(assigned))
        .put("store_net_inventory_exposure_change", money(spent.subtract(assigned)));
  }

  private static BigDecimal revenue(List<Portion> portions, boolean isInvestors) {
    return portions.stream()
        .filter(each -> (each.investor() != null) == isInvestors)
        .collect(adding(Portion::revenue));
  }

  private BigDecimal earned(Function<RandomShop.Earned, BigDecimal> part) {
    return sales.stream().collect(adding(sale -> part.apply(sale.earned())));
  }

  private JsonObject profitability() {
    BigDecimal rates = earned(RandomShop.Earned::rate);
    return new JsonObject()
        .put("operating_cost_rate_avg", rounded(ratio(rates, BigDecimal.valueOf(sales.size())), 4))
        .put("operating_cost_total_allocated", money(earned(RandomShop.Earned::operatingCost)))
        .put(
            "fallback_usage_count",
            (int) sales.stream().filter(sale -> sale.earned().isFallback()).count());
  }

  private JsonObject inventory() {
    BigDecimal units = BigDecimal.ZERO;
    BigDecimal retail = BigDecimal.ZERO;
    BigDecimal storeUnits = BigDecimal.ZERO;
    BigDecimal storeCost = BigDecimal.ZERO;
    BigDecimal storeProfit = BigDecimal.ZERO;
    for (Product product : shop.products) {
      if (product.isActive() && product.stock() != null) {
        BigDecimal unsold =
            shop.assignments.stream()
                .filter(each -> each.product().equals(product))
                .collect(adding(Assignment::unsold));
        BigDecimal owned = product.stock().subtract(unsold).max(BigDecimal.ZERO);
        BigDecimal cost = product.cost() == null ? BigDecimal.ZERO : product.cost();
        units = units.add(product.stock());
        retail = retail.add(product.stock().multiply(product.price()));
        storeUnits = storeUnits.add(owned);
        storeCost = storeCost.add(owned.multiply(cost));
        storeProfit = storeProfit.add(owned.multiply(product.price().subtract(cost)));
      }
    }
    BigDecimal assignedUnits = shop.assignments.stream().collect(adding(Assignment::unsold));
    BigDecimal assignedCost =
        shop.assignments.stream().collect(adding(a -> a.unsold().multiply(a.unitCost())));
    BigDecimal assignedRetail =
        shop.assignments.stream().collect(adding(a -> a.unsold().multiply(a.product().price())));
    BigDecimal assignedProfit = assignedRetail.subtract(assignedCost);
    BigDecimal profit = storeProfit.add(assignedProfit);
    return new JsonObject()
        .put("cost_value", money(storeCost.add(assignedCost)))
        .put("retail_value", money(retail))
        .put("potential_profit", money(profit))
        .put("total_units", money(units))
        .put("store_owned_units", money(storeUnits))
        .put("investor_assigned_units", money(assignedUnits))
        .put("store_owned_cost_value", money(storeCost))
        .put("investor_assigned_cost_value", money(assignedCost))
        .put("store_owned_potential_profit", money(storeProfit))
        .put("investor_assigned_potential_profit", money(assignedProfit))
        .put("gross_margin_pct", money(ratio(profit, retail).multiply(HUNDRED)));
  }

  /**
   * @param usernames by user id
   */
  JsonObject salesReport(int mostProducts, Map<Integer, String> usernames) {
    BigDecimal total = sales.stream().collect(adding(Sale::total));
    List<Expense> paid =
        shop.expenses.stream()
            .filter(each -> each.status().equals("PAID") && isMeant(each.date()))
            .toList();
    BigDecimal spent = paid.stream().collect(adding(Expense::amount));
    return metrics(mostProducts)
        .put("sales_by_day", byDay())
        .put("sales_by_cashier", byCashier(usernames))
        .put(
            "expenses_summary",
            new JsonObject()
                .put("total_expenses", money(spent))
                .put("expenses_count", paid.size())
                .put("by_category", byCategory(paid)))
        .put("net_sales_after_expenses", money(total.subtract(spent)))
        .put("net_profit", money(earned(RandomShop.Earned::storeProfit).subtract(spent)));
  }

  private JsonArray byDay() {
    JsonArray rows = new JsonArray();
    for (int i = 0; i < RandomShop.DAYS; i++) {
      LocalDate day = RandomShop.FIRST_DAY.plusDays(i);
      NaiveReport ofDay = new NaiveReport(shop, day, day);
      if (isMeant(day) && !ofDay.sales.isEmpty()) {
        rows.add(
            new JsonObject()
                .put("confirmed_at__date", day.toString())
                .put("total_sales", money(ofDay.sales.stream().collect(adding(Sale::total))))
                .put("sales_count", ofDay.sales.size()));
      }
    }
    return rows;
  }

  private JsonArray byCashier(Map<Integer, String> usernames) {
    Map<Integer, List<Sale>> byCashier = sales.stream().collect(groupingBy(Sale::cashier));
    Function<Integer, BigDecimal> total =
        cashier -> byCashier.get(cashier).stream().collect(adding(Sale::total));
    return byCashier.keySet().stream()
        .sorted(comparing(total).reversed())
        .map(
            cashier ->
                new JsonObject()
                    .put("cashier_id", cashier)
                    .put("cashier__username", usernames.get(cashier))
                    .put("total_sales", money(total.apply(cashier)))
                    .put("sales_count", byCashier.get(cashier).size())
                    .put(
                        "avg_ticket",
                        money(
                            ratio(
                                total.apply(cashier),
                                BigDecimal.valueOf(byCashier.get(cashier).size())))))
        .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
  }

  private static JsonArray byCategory(List<Expense> paid) {
    Map<String, List<Expense>> byCategory = paid.stream().collect(groupingBy(Expense::category));
    Function<String, BigDecimal> total =
        name -> byCategory.get(name).stream().collect(adding(Expense::amount));
    Collator spanish = Collator.getInstance(Locale.forLanguageTag("es-MX"));
    return byCategory.keySet().stream()
        .sorted(comparing(total).reversed().thenComparing(spanish::compare))
        .map(
            name ->
                new JsonObject()
                    .put("category", name)
                    .put("total_amount", money(total.apply(name)))
                    .put("items_count", byCategory.get(name).size()))
        .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
  }
}
