package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Binds the contract's investor operations to {@link Investors}, {@link Funds}, {@link
 * InvestorPurchases} and {@link Assignments}.
 */
public final class InvestorsVerticle extends DomainVerticle {

  public InvestorsVerticle(
      Database database,
      BusinessTime time,
      Investors investors,
      Funds funds,
      InvestorPurchases purchases,
      Assignments assignments) {
    super(
        "investors",
        together(
            Map.of(
                "listInvestors", request -> list(investors, request),
                "getInvestor", request -> get(investors, request),
                "getOwnInvestor", request -> own(investors, request),
                "createInvestor", request -> create(database, investors, request),
                "replaceInvestor", request -> change(database, investors, request),
                "changeInvestor", request -> change(database, investors, request)),
            new LedgerOperations(database, time, funds, purchases).byId(),
            new AssignmentOperations(database, time, assignments).byId()));
  }

  private static Map<String, Function<Request, Single<Reply>>> together(
      Map<String, Function<Request, Single<Reply>>> profiles,
      Map<String, Function<Request, Single<Reply>>> ledger,
      Map<String, Function<Request, Single<Reply>>> assignments) {
    Map<String, Function<Request, Single<Reply>>> all = new HashMap<>(profiles);
    all.putAll(ledger);
    all.putAll(assignments);
    return all;
  }

  private static Single<Reply> list(Investors investors, Request request) {
    return investors
        .list(request.page(), request.text("q"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), Investor::toJson)));
  }

  private static Single<Reply> get(Investors investors, Request request) {
    return investors.get(request.id("id")).map(InvestorsVerticle::shown);
  }

  private static Single<Reply> own(Investors investors, Request request) {
    return investors.ofUser(request.actor()).map(own -> Reply.ok(own.toJson()));
  }

  private static Single<Reply> create(Database database, Investors investors, Request request) {
    return database.write(
        request,
        tx ->
            investors
                .create(tx, request.body())
                .map(created -> Reply.created(created.toJson()).at(created.revision())));
  }

  private static Single<Reply> change(Database database, Investors investors, Request request) {
    return database.write(
        request,
        tx -> investors.change(tx, request.id("id"), request.body()).map(InvestorsVerticle::shown));
  }

  private static Reply shown(Investor investor) {
    return Reply.ok(investor.toJson()).at(investor.revision());
  }
}
