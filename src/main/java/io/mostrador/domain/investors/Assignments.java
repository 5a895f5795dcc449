package io.mostrador.domain.investors;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Keeps which goods are whose, as far as people write it by hand: no money moves here. */
public final class Assignments {

  static final String ENTITY = "investor_assignment";
  static final String CREATED = "investor.assignment.create";
  static final String UPDATED = "investor.assignment.update";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final AssignmentStore store = new AssignmentStore();
  private final InvestorStore investorStore = new InvestorStore();

  public Assignments(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** Newest first; of one investor unless {@code investor} is null. */
  Single<Page<Assignment>> list(PageRequest page, UUID investor) {
    return database.read(sql -> store.list(sql, page, investor));
  }

  /** Those of the caller's own profile, newest first; none without one. */
  Single<Page<Assignment>> listOwn(PageRequest page, Actor actor) {
    return database.read(
        sql ->
            investorStore
                .ofUser(sql, actor.id())
                .flatMapSingle(own -> store.list(sql, page, own.id()))
                .switchIfEmpty(Single.fromCallable(() -> new Page<>(page, 0, List.of()))));
  }

  /** Fails with {@code not_found}. */
  Single<Assignment> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Fails with {@code invalid}. */
  Single<Assignment> create(Transaction tx, JsonObject body) {
    return Single.fromCallable(() -> AssignmentFields.of(body))
        .flatMap(fields -> store.add(tx.sql(), fields, time.now()))
        .flatMap(id -> store.find(tx.sql(), id).toSingle())
        .flatMap(
            created ->
                audit
                    .record(tx, AuditRecord.of(CREATED, ENTITY, created.id(), created.toJson(time)))
                    .toSingleDefault(created));
  }

  /** What was not sent stays; fails with {@code not_found} or {@code invalid}. */
  Single<Assignment> change(Transaction tx, UUID id, JsonObject body) {
    return lock(tx, id)
        .flatMap(
            before ->
                store
                    .change(tx.sql(), id, AssignmentFields.of(body, before), time.now())
                    .andThen(Single.defer(() -> store.find(tx.sql(), id).toSingle()))
                    .flatMap(after -> recordChanged(tx, before, after).toSingleDefault(after)));
  }

  /** Fails with {@code not_found}, or {@code in_use} when a sale ever took units from it. */
  Completable delete(Transaction tx, UUID id) {
    return lock(tx, id)
        .flatMapCompletable(
            removed ->
                store
                    .remove(tx.sql(), id)
                    .andThen(
                        audit.record(
                            tx,
                            AuditRecord.of(
                                "investor.assignment.delete", ENTITY, id, removed.toJson(time)))));
  }

  private Single<Assignment> lock(Transaction tx, UUID id) {
    return store.lock(tx.sql(), id).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  private Completable recordChanged(Transaction tx, Assignment before, Assignment after) {
    return audit.record(
        tx,
        AuditRecord.update(UPDATED, ENTITY, after.id(), before.toJson(time), after.toJson(time)));
  }
}
