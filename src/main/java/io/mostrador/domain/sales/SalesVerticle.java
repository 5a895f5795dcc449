package io.mostrador.domain.sales;

import static java.util.Map.entry;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Binds the contract's sales operations to {@link Sales} and {@link CardPlans}. */
public final class SalesVerticle extends DomainVerticle {

  public SalesVerticle(Database database, BusinessTime time, Sales sales, CardPlans cardPlans) {
    super(
        "sales",
        Map.ofEntries(
            entry("listCardPlans", request -> listCardPlans(cardPlans, request)),
            entry("getCardPlan", request -> getCardPlan(cardPlans, request)),
            entry("createCardPlan", request -> createCardPlan(database, cardPlans, request)),
            entry("changeCardPlan", request -> changeCardPlan(database, cardPlans, request)),
            entry("getOperatingCostRate", request -> rate(sales, time)),
            entry("previewProfitability", request -> preview(sales, request)),
            entry("listSales", request -> list(sales, time, request)),
            entry("getSale", request -> get(sales, time, request)),
            entry("createSale", request -> create(database, sales, time, request)),
            entry(
                "createAndConfirmSale",
                request -> createAndConfirm(database, sales, time, request)),
            entry("confirmSale", request -> confirm(database, sales, time, request)),
            entry("voidSale", request -> voidSale(database, sales, time, request))));
  }

  private static Single<Reply> listCardPlans(CardPlans cardPlans, Request request) {
    return cardPlans
        .list(request.actor(), request.page(), request.flag("include_inactive"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), CardPlan::toJson)));
  }

  private static Single<Reply> getCardPlan(CardPlans cardPlans, Request request) {
    return cardPlans.get(request.id("id")).map(plan -> Reply.ok(plan.toJson()));
  }

  private static Single<Reply> createCardPlan(
      Database database, CardPlans cardPlans, Request request) {
    return database.write(
        request,
        tx -> cardPlans.create(tx, request.body()).map(plan -> Reply.created(plan.toJson())));
  }

  private static Single<Reply> changeCardPlan(
      Database database, CardPlans cardPlans, Request request) {
    return database.write(
        request,
        tx ->
            cardPlans
                .change(tx, request.id("id"), request.body())
                .map(plan -> Reply.ok(plan.toJson())));
  }

  private static Single<Reply> rate(Sales sales, BusinessTime time) {
    return sales
        .rate()
        .map(
            rate ->
                Reply.ok(
                    new JsonObject()
                        .put("operating_cost_rate", rate.rate().toPlainString())
                        .put("rate_source", rate.source().name())
                        .put("calculated_at", time.text(time.now()))));
  }

  private static Single<Reply> preview(Sales sales, Request request) {
    return sales
        .preview(SaleInput.of(request.body()))
        .map(breakdown -> Reply.ok(breakdown.toJson()));
  }

  private static Single<Reply> list(Sales sales, BusinessTime time, Request request) {
    return sales
        .list(request.page(), SaleFilter.of(request, time))
        .map(
            page ->
                Reply.ok(
                    page.toJson(request.origin().url(), row -> row.toJson(time, request.actor()))));
  }

  private static Single<Reply> get(Sales sales, BusinessTime time, Request request) {
    return sales.get(request.id("id")).map(sale -> Reply.ok(sale.toJson(time)));
  }

  private static Single<Reply> create(
      Database database, Sales sales, BusinessTime time, Request request) {
    SaleInput input = SaleInput.ofDraft(request.body());
    return sales
        .approver(request.actor(), input, request.origin().address())
        .flatMap(
            approver ->
                database.write(
                    request,
                    tx ->
                        sales
                            .draft(tx, input, approver)
                            .map(sale -> Reply.created(sale.toJson(time)))));
  }

  private static Single<Reply> createAndConfirm(
      Database database, Sales sales, BusinessTime time, Request request) {
    SaleInput input = SaleInput.of(request.body());
    return sales
        .approver(request.actor(), input, request.origin().address())
        .flatMap(
            approver ->
                database.write(
                    request,
                    tx ->
                        sales
                            .createAndConfirm(tx, input, approver)
                            .map(sale -> Reply.created(sale.toJson(time)))));
  }

  private static Single<Reply> confirm(
      Database database, Sales sales, BusinessTime time, Request request) {
    return database.write(
        request,
        tx -> sales.confirm(tx, request.id("id")).map(sale -> Reply.ok(confirmed(sale, time))));
  }

  private static JsonObject confirmed(Optional<SaleDetail> sale, BusinessTime time) {
    return sale.map(detail -> detail.toJson(time))
        .orElseGet(
            () ->
                new JsonObject()
                    .put("code", "already_confirmed")
                    .put("detail", "La venta ya estaba confirmada.")
                    .put("fields", new JsonObject()));
  }

  private static Single<Reply> voidSale(
      Database database, Sales sales, BusinessTime time, Request request) {
    Optional<String> reason =
        Optional.ofNullable(request.body().getString("reason")).filter(text -> !text.isEmpty());
    return database.write(
        request,
        tx ->
            sales.voidSale(tx, request.id("id"), reason).map(sale -> Reply.ok(sale.toJson(time))));
  }
}
