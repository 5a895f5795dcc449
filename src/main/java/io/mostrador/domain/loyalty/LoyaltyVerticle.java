package io.mostrador.domain.loyalty;

import io.mostrador.domain.customers.Phone;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Binds the contract's loyalty operations to the use cases. */
public final class LoyaltyVerticle extends DomainVerticle {

  public LoyaltyVerticle(
      Database database,
      BusinessTime time,
      Programs programs,
      Evaluations evaluations,
      Redemptions redemptions,
      Simulations simulations,
      LoyaltyReports reports) {
    super(
        "loyalty",
        Map.ofEntries(
            on("listLoyaltyPrograms", request -> list(programs, time, request)),
            on("createLoyaltyProgram", request -> create(database, programs, time, request)),
            on("getLoyaltyProgram", request -> get(programs, time, request)),
            on("changeLoyaltyProgram", request -> change(database, programs, time, request)),
            on("activateLoyaltyProgram", moves(database, time, programs::activate)),
            on("pauseLoyaltyProgram", moves(database, time, programs::pause)),
            on("endLoyaltyProgram", moves(database, time, programs::end)),
            on("listLoyaltyProgramVersions", request -> versions(programs, time, request)),
            on("simulateLoyaltyProgram", request -> simulate(simulations, request)),
            on("evaluateLoyalty", request -> evaluate(evaluations, time, request)),
            on("getCustomerLoyalty", request -> standing(evaluations, time, request)),
            on("listCustomerLoyaltyEvents", request -> events(redemptions, time, request)),
            on("listLoyaltyRedemptions", request -> redemptions(redemptions, time, request)),
            on("getLoyaltyRedemption", request -> redemption(redemptions, time, request)),
            on("reportLoyalty", request -> report(reports, request))));
  }

  private static Map.Entry<String, Function<Request, Single<Reply>>> on(
      String operationId, Function<Request, Single<Reply>> operation) {
    return Map.entry(operationId, operation);
  }

  private static Single<Reply> list(Programs programs, BusinessTime time, Request request) {
    return programs
        .list(request.page(), request.text("status"), request.text("q"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Programs programs, BusinessTime time, Request request) {
    return programs.get(request.id("id")).map(program -> Reply.ok(program.toJson(time)));
  }

  private static Single<Reply> create(
      Database database, Programs programs, BusinessTime time, Request request) {
    ProgramInput input = ProgramInput.of(request.body());
    return database.write(
        request,
        tx -> programs.create(tx, input).map(program -> Reply.created(program.toJson(time))));
  }

  private static Single<Reply> change(
      Database database, Programs programs, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            programs
                .change(tx, request.id("id"), request.body())
                .map(program -> Reply.ok(program.toJson(time))));
  }

  private static Function<Request, Single<Reply>> moves(
      Database database, BusinessTime time, BiFunction<Transaction, UUID, Single<Program>> move) {
    return request ->
        database.write(
            request,
            tx -> move.apply(tx, request.id("id")).map(program -> Reply.ok(program.toJson(time))));
  }

  private static Single<Reply> versions(Programs programs, BusinessTime time, Request request) {
    return programs
        .versions(request.page(), request.id("id"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> simulate(Simulations simulations, Request request) {
    JsonObject body = request.body();
    return simulations
        .of(
            request.id("id"),
            LocalDate.parse(body.getString("date_from")),
            LocalDate.parse(body.getString("date_to")))
        .map(Reply::ok);
  }

  private static Single<Reply> evaluate(
      Evaluations evaluations, BusinessTime time, Request request) {
    JsonObject body = request.body();
    Optional<Phone> phone =
        Optional.ofNullable(body.getString("customer_phone"))
            .filter(text -> !text.isEmpty())
            .map(Phone::of);
    return evaluations
        .atCounter(
            new Evaluations.Counter(
                Request.id(body, "customer"),
                phone,
                Request.objects(body, "lines").stream().map(LoyaltyVerticle::line).toList()))
        .map(said -> Reply.ok(said.toJson(time)));
  }

  private static CartLine line(JsonObject json) {
    return CartLine.of(
        Request.id(json, "product"),
        Request.amount(json, "qty"),
        Request.amount(json, "unit_price"),
        orZero(Request.amount(json, "unit_cost")),
        orZero(Request.amount(json, "discount_pct")));
  }

  private static BigDecimal orZero(BigDecimal amount) {
    return amount == null ? Decimals.ZERO : amount;
  }

  private static Single<Reply> standing(
      Evaluations evaluations, BusinessTime time, Request request) {
    return evaluations.ofCustomer(request.id("id")).map(said -> Reply.ok(said.toJson(time)));
  }

  private static Single<Reply> events(Redemptions redemptions, BusinessTime time, Request request) {
    return redemptions
        .eventsOf(request.page(), request.id("id"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> redemptions(
      Redemptions redemptions, BusinessTime time, Request request) {
    Redemption.Filter filter =
        new Redemption.Filter(
            request.idOrNull("program"),
            request.idOrNull("customer"),
            request.idOrNull("sale"),
            request.text("state"),
            request.text("date_from").map(LocalDate::parse),
            request.text("date_to").map(LocalDate::parse));
    return redemptions
        .list(request.page(), filter)
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> redemption(
      Redemptions redemptions, BusinessTime time, Request request) {
    return redemptions.get(request.id("id")).map(trace -> Reply.ok(trace.toJson(time)));
  }

  private static Single<Reply> report(LoyaltyReports reports, Request request) {
    Optional<String> from = request.text("date_from");
    Optional<String> to = request.text("date_to");
    JsonObject range =
        new JsonObject().put("date_from", from.orElse(null)).put("date_to", to.orElse(null));
    return reports
        .of(from.map(LocalDate::parse), to.map(LocalDate::parse), request.idOrNull("program"))
        .map(report -> Reply.ok(report.toJson().put("range", range)));
  }
}
