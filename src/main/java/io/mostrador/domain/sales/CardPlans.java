package io.mostrador.domain.sales;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Capability;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;

/**
 * The plans on which the shop takes cards; one is made inactive, never removed, and payments keep
 * what it was when they were taken.
 */
public final class CardPlans {

  private static final String ENTITY = "card_commission_plan";

  private final Database database;
  private final AuditLog audit;
  private final CardPlanStore store = new CardPlanStore();

  public CardPlans(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * In the order in which a till shows them; fails with {@code permission_denied} when inactive
   * ones are asked for by somebody who may not change plans.
   */
  Single<Page<CardPlan>> list(Actor actor, PageRequest page, boolean includesInactive) {
    if (includesInactive && !actor.may(Capability.SALES_PLANS_MANAGE)) {
      return Single.error(() -> Failure.permissionDenied());
    }
    return database.read(sql -> store.list(sql, page, includesInactive));
  }

  /** Fails with {@code not_found}. */
  Single<CardPlan> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** All that may be used now. */
  public Single<List<CardPlan>> active(SqlClient sql) {
    return store.active(sql);
  }

  /** Fails with {@code invalid} on {@code code}. */
  Single<CardPlan> create(Transaction tx, JsonObject body) {
    return store
        .add(tx.sql(), CardPlan.of(Ids.next(), body))
        .flatMap(
            plan ->
                audit
                    .record(
                        tx, AuditRecord.of("card_plan.create", ENTITY, plan.id(), plan.toJson()))
                    .toSingleDefault(plan));
  }

  /** Fails with {@code not_found}, or {@code invalid} on {@code code}. */
  Single<CardPlan> change(Transaction tx, UUID id, JsonObject body) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(before -> change(tx, before, body));
  }

  private Single<CardPlan> change(Transaction tx, CardPlan before, JsonObject body) {
    return store
        .change(tx.sql(), before.with(body))
        .flatMap(
            after ->
                audit
                    .record(
                        tx,
                        AuditRecord.update(
                            "card_plan.update",
                            ENTITY,
                            after.id(),
                            before.toJson(),
                            after.toJson()))
                    .toSingleDefault(after));
  }
}
