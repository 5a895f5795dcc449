package io.mostrador.domain.cards;

import io.mostrador.domain.cards.CardPayment.Deposit;
import io.mostrador.domain.reports.Period;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.bus.TextPart;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Binds the contract's card operations to {@link CardCommissions} and {@link CardDeposits}. */
public final class CardsVerticle extends DomainVerticle {

  private static final String REPORT_FILE = "comisiones-de-tarjeta.csv";
  private static final String PAYMENTS_FILE = "pagos-con-tarjeta.csv";

  public CardsVerticle(
      Database database, BusinessTime time, CardCommissions commissions, CardDeposits deposits) {
    super(
        "cards",
        Map.of(
            "reportCardCommissions", request -> report(commissions, request),
            "listCardPayments", request -> payments(commissions, time, request),
            "reconcileCardPayment", request -> reconcile(database, deposits, time, request),
            "unreconcileCardPayment", request -> unreconcile(database, deposits, time, request)));
  }

  private static Single<Reply> report(CardCommissions commissions, Request request) {
    Grouping grouping = request.text("group_by").map(Grouping::of).orElse(Grouping.PLAN);
    return commissions
        .report(Period.of(request), grouping)
        .map(
            report ->
                TextPart.isWanted(request)
                    ? new TextPart(report.toCsv(), null).toReply(REPORT_FILE)
                    : Reply.ok(report.toJson()));
  }

  private static Single<Reply> payments(
      CardCommissions commissions, BusinessTime time, Request request) {
    CardPaymentFilter filter = CardPaymentFilter.of(request, time);
    return TextPart.isWanted(request)
        ? commissions
            .table(filter, request.text(TextPart.AFTER))
            .map(part -> part.toReply(PAYMENTS_FILE))
        : commissions
            .payments(request.page(), filter)
            .map(page -> Reply.ok(page.toJson(request.origin().url(), row -> row.toJson(time))));
  }

  private static Single<Reply> reconcile(
      Database database, CardDeposits deposits, BusinessTime time, Request request) {
    JsonObject body = request.body();
    Deposit deposit =
        new Deposit(
            Request.amount(body, "deposited_amount"),
            LocalDate.parse(body.getString("deposited_on")),
            Optional.ofNullable(body.getString("reference")).orElse(""));
    return database.write(
        request,
        tx ->
            deposits
                .reconcile(tx, request.id("id"), deposit)
                .map(payment -> Reply.ok(payment.toJson(time))));
  }

  private static Single<Reply> unreconcile(
      Database database, CardDeposits deposits, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            deposits
                .unreconcile(tx, request.id("id"))
                .map(payment -> Reply.ok(payment.toJson(time))));
  }
}
