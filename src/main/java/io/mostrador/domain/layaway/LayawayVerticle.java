package io.mostrador.domain.layaway;

import io.mostrador.domain.layaway.LayawayInput.PaymentInput;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Binds the contract's layaway operations to {@link Layaways}, {@link LayawayPayments} and {@link
 * LayawayExpiry}.
 */
public final class LayawayVerticle extends DomainVerticle {

  public LayawayVerticle(
      Database database,
      BusinessTime time,
      Layaways layaways,
      LayawayPayments payments,
      LayawayExpiry expiry) {
    super(
        "layaway",
        Map.of(
            "listLayaways", request -> list(layaways, time, request),
            "getLayaway", request -> get(layaways, time, request),
            "createLayaway", request -> create(database, time, layaways, request),
            "payLayaway",
                request ->
                    changed(
                        database,
                        time,
                        request,
                        tx -> payments.pay(tx, request.id("id"), paid(request))),
            "settleLayaway",
                request ->
                    changed(
                        database,
                        time,
                        request,
                        tx -> payments.settle(tx, request.id("id"), paid(request))),
            "extendLayaway",
                request -> changed(database, time, request, tx -> extend(layaways, tx, request)),
            "expireLayaway",
                request -> changed(database, time, request, tx -> expire(expiry, tx, request))));
  }

  private static Single<Reply> list(Layaways layaways, BusinessTime time, Request request) {
    return layaways
        .list(request.page(), LayawayFilter.of(request, time))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Layaways layaways, BusinessTime time, Request request) {
    return layaways.get(request.id("id")).map(layaway -> shown(time, layaway));
  }

  private static Single<Reply> create(
      Database database, BusinessTime time, Layaways layaways, Request request) {
    LayawayInput input = LayawayInput.of(request.body());
    return database.write(
        request,
        tx ->
            layaways
                .create(tx, input)
                .map(layaway -> Reply.created(layaway.toJson(time)).at(layaway.revision())));
  }

  private static Single<Reply> changed(
      Database database,
      BusinessTime time,
      Request request,
      Function<Transaction, Single<LayawayDetail>> change) {
    return database.write(request, tx -> change.apply(tx).map(layaway -> shown(time, layaway)));
  }

  private static Reply shown(BusinessTime time, LayawayDetail layaway) {
    return Reply.ok(layaway.toJson(time)).at(layaway.revision());
  }

  private static List<PaymentInput> paid(Request request) {
    return PaymentInput.list(request.body(), LayawayRules.PAYMENTS);
  }

  private static Single<LayawayDetail> extend(Layaways layaways, Transaction tx, Request request) {
    JsonObject body = request.body();
    return layaways.extend(
        tx,
        request.id("id"),
        OffsetDateTime.parse(body.getString("new_expires_at")),
        Optional.ofNullable(body.getString("reason")).orElse(""));
  }

  private static Single<LayawayDetail> expire(
      LayawayExpiry expiry, Transaction tx, Request request) {
    boolean isForced = Boolean.TRUE.equals(request.body().getBoolean("force"));
    return expiry.expire(tx, request.id("id"), isForced);
  }
}
