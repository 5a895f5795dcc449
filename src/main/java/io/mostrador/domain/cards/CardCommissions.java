package io.mostrador.domain.cards;

import io.mostrador.domain.reports.Period;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.bus.TextPart;
import io.mostrador.platform.csv.CsvText;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells what cards cost: added up, or payment by payment. */
public final class CardCommissions {

  private static final int ROWS_IN_A_PART = 1000;
  private static final char SEPARATOR = '/';

  private final Database database;
  private final BusinessTime time;
  private final CommissionStore commissions = new CommissionStore();
  private final CardPaymentStore payments = new CardPaymentStore();

  public CardCommissions(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  Single<CommissionReport> report(Period period, Grouping grouping) {
    OffsetDateTime from = period.start(time);
    OffsetDateTime to = period.end(time);
    return database.snapshot(
        sql ->
            Single.zip(
                grouping == Grouping.DAY
                    ? commissions.days(sql, from, to, time)
                    : commissions.rows(sql, from, to, grouping),
                commissions.voided(sql, from, to),
                commissions.profitability(sql, from, to),
                (rows, voided, profitability) ->
                    new CommissionReport(period, grouping, rows, voided, profitability)));
  }

  /** Last confirmed first. */
  Single<Page<CardPayment>> payments(PageRequest page, CardPaymentFilter filter) {
    return database.report(sql -> payments.page(sql, page, filter));
  }

  /**
   * The same as a table, part by part; what is confirmed meanwhile is before the first row.
   *
   * @param after what the part before said; empty for the first
   */
  Single<TextPart> table(CardPaymentFilter filter, Optional<String> after) {
    OffsetDateTime confirmedAt = after.map(CardCommissions::instant).orElse(null);
    UUID id = after.map(CardCommissions::id).orElse(null);
    CsvText csv = after.isEmpty() ? CsvText.beginning(CardPayment.COLUMNS) : CsvText.continued();
    return database
        .report(sql -> payments.after(sql, filter, confirmedAt, id, ROWS_IN_A_PART))
        .map(rows -> part(csv, rows));
  }

  private TextPart part(CsvText csv, List<CardPayment> rows) {
    rows.forEach(row -> row.addTo(csv, time));
    return new TextPart(
        csv.toString(), rows.size() < ROWS_IN_A_PART ? null : position(rows.get(rows.size() - 1)));
  }

  private static String position(CardPayment last) {
    return last.confirmedAt().toString() + SEPARATOR + last.id();
  }

  private static OffsetDateTime instant(String position) {
    return OffsetDateTime.parse(position.substring(0, position.indexOf(SEPARATOR)));
  }

  private static UUID id(String position) {
    return UUID.fromString(position.substring(position.indexOf(SEPARATOR) + 1));
  }
}
