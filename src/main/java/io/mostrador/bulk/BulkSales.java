package io.mostrador.bulk;

import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.domain.sales.profitability.Chunk;
import io.mostrador.domain.sales.profitability.OperatingCostRate;
import io.mostrador.domain.sales.profitability.Profitability;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.postgresql.copy.CopyManager;

/** Writes years of confirmed and void sales with all their effects but the audit's. */
final class BulkSales {

  private static final int FLUSH_EVERY = 10_000;
  private static final int OPENS_AT_HOUR = 9;
  private static final Duration OPEN = Duration.ofHours(11);
  private static final Duration VOID_AFTER = Duration.ofMinutes(4);

  private final BulkIds ids;
  private final BusinessTime time;
  private final Till till;
  private final BigDecimal expensesOfMonth;
  private final Map<YearMonth, Month> months = new LinkedHashMap<>();
  private final CopyTable sales;
  private final CopyTable lines;
  private final CopyTable payments;
  private final CopyTable profits;
  private final CopyTable chunks;
  private final CopyTable movements;

  /**
   * @param expensesOfMonth paid on the first day of each month
   */
  BulkSales(
      CopyManager copy,
      SplittableRandom random,
      BusinessTime time,
      Till till,
      BigDecimal expensesOfMonth) {
    this.ids = new BulkIds(random);
    this.time = time;
    this.till = till;
    this.expensesOfMonth = expensesOfMonth;
    this.sales =
        new CopyTable(
            copy,
            "sale",
            "id, cashier_id, customer_id, status, subtotal, discount_amount, total, created_at,"
                + " confirmed_at, voided_at, void_reason");
    this.lines =
        new CopyTable(
            copy,
            "sale_line",
            "id, sale_id, position, product_id, qty, unit_price, unit_cost, discount_pct");
    this.payments =
        new CopyTable(
            copy,
            "sale_payment",
            "id, sale_id, position, method, amount, card_plan_id, commission_rate, card_plan_code,"
                + " card_plan_label, installments_months, card_instrument, card_type, cashier_id,"
                + " confirmed_at, voided_at");
    this.profits =
        new CopyTable(
            copy,
            "sale_profitability",
            "sale_id, operating_cost_rate, operating_cost_source, operating_cost, commission,"
                + " gross_profit, net_profit, investor_profit, store_profit, confirmed_at,"
                + " voided_at");
    this.chunks =
        new CopyTable(
            copy,
            "sale_profitability_line",
            "sale_id, position, product_id, assignment_id, investor_id, qty, revenue, cogs,"
                + " operating_cost, commission, net_profit, investor_share, store_share");
    this.movements =
        new CopyTable(
            copy,
            "inventory_movement",
            "id, product_id, movement_type, quantity_delta, reference_type, reference_id,"
                + " created_by, created_at");
  }

  /** What the running totals of a month hold. */
  static final class Month {
    private long count;
    private BigDecimal total = Decimals.ZERO;

    long count() {
      return count;
    }

    BigDecimal total() {
      return total;
    }
  }

  /** By month, in the order of time. */
  Map<YearMonth, Month> months() {
    return months;
  }

  /** Writes {@code count} sales, spread over {@code days} days from {@code first} on. */
  void sell(int count, LocalDate first, int days, LongConsumer done)
      throws SQLException, IOException {
    for (int each = 0; each < count; each++) {
      long day = (long) each * days / count;
      sell(momentOf(each, count, days, first.plusDays(day)));
      if ((each + 1) % FLUSH_EVERY == 0) {
        flush();
        done.accept(FLUSH_EVERY);
      }
    }
    flush();
    done.accept(count % FLUSH_EVERY);
  }

  /** Sales of a day follow each other through its opening hours. */
  private Instant momentOf(int each, int count, int days, LocalDate day) {
    double ofDay = (double) each * days / count % 1;
    return day.atTime(OPENS_AT_HOUR, 0)
        .atZone(time.zone())
        .toInstant()
        .plusMillis((long) (ofDay * OPEN.toMillis()));
  }

  private void sell(Instant at) {
    Till.Sale sale = till.next();
    UUID id = ids.at(at);
    Month month =
        months.computeIfAbsent(YearMonth.from(at.atZone(time.zone())), key -> new Month());
    OperatingCostRate rate = OperatingCostRate.ofMonth(expensesOfMonth, month.total, month.count);
    writeHead(id, sale, at);
    writeLines(id, sale, at);
    writePayments(id, sale, at);
    writeProfit(id, sale, at, Profitability.of(sale.lines(), List.of(), rate, sale.cards()));
    move(id, sale, "OUTBOUND", "sale_confirm", at);
    if (sale.isVoid()) {
      move(id, sale, "INBOUND", "sale_void", at.plus(VOID_AFTER));
    } else {
      month.count++;
      month.total = month.total.add(sale.totals().total());
    }
  }

  private void writeHead(UUID id, Till.Sale sale, Instant at) {
    sales.row(
        id,
        sale.cashier(),
        sale.customer(),
        sale.isVoid() ? "VOID" : "CONFIRMED",
        sale.totals().subtotal(),
        sale.totals().discountAmount(),
        sale.totals().total(),
        at,
        at,
        voidedAt(sale, at),
        sale.isVoid() ? "Sin motivo" : null);
  }

  /** Null for a sale that stands. */
  private static Instant voidedAt(Till.Sale sale, Instant at) {
    return sale.isVoid() ? at.plus(VOID_AFTER) : null;
  }

  private void writeLines(UUID id, Till.Sale sale, Instant at) {
    int position = 0;
    for (SoldLine line : sale.lines()) {
      lines.row(
          ids.at(at),
          id,
          position++,
          line.product(),
          line.qty(),
          line.unitPrice(),
          line.unitCost(),
          line.discountPct());
    }
  }

  private void writePayments(UUID id, Till.Sale sale, Instant at) {
    int position = 0;
    for (Till.Paid paid : sale.payments()) {
      Till.Plan plan = paid.plan();
      payments.row(
          ids.at(at),
          id,
          position++,
          plan == null ? "CASH" : "CARD",
          paid.amount(),
          plan == null ? null : plan.id(),
          plan == null ? null : plan.rate(),
          plan == null ? "" : plan.code(),
          plan == null ? "" : plan.label(),
          plan == null ? 0 : plan.months(),
          plan == null ? null : plan.instrument(),
          plan == null ? null : plan.months() == 0 ? "NORMAL" : "MSI_3",
          plan == null ? null : sale.cashier(),
          plan == null ? null : at,
          plan == null ? null : voidedAt(sale, at));
    }
  }

  private void writeProfit(UUID id, Till.Sale sale, Instant at, Breakdown breakdown) {
    profits.row(
        id,
        breakdown.rate().rate(),
        breakdown.rate().source().name(),
        breakdown.operatingCostAmount(),
        breakdown.commissionAmount(),
        breakdown.grossProfitTotal(),
        breakdown.netProfitTotal(),
        breakdown.investorProfitTotal(),
        breakdown.storeProfitTotal(),
        at,
        voidedAt(sale, at));
    int position = 0;
    for (Chunk chunk : breakdown.chunks()) {
      chunks.row(
          id,
          position++,
          chunk.product(),
          null,
          null,
          chunk.qty(),
          chunk.lineRevenue(),
          chunk.lineCogs(),
          chunk.lineOperatingCost(),
          chunk.lineCommissionCost(),
          chunk.lineNetProfit(),
          chunk.investorProfitShare(),
          chunk.storeProfitShare());
    }
  }

  private void move(UUID id, Till.Sale sale, String type, String reference, Instant at) {
    for (SoldLine line : sale.lines()) {
      BigDecimal delta = type.equals("OUTBOUND") ? line.qty().negate() : line.qty();
      movements.row(ids.at(at), line.product(), type, delta, reference, id, sale.cashier(), at);
    }
  }

  private void flush() throws SQLException, IOException {
    for (CopyTable table : List.of(sales, lines, payments, profits, chunks, movements)) {
      table.flush();
    }
  }
}
