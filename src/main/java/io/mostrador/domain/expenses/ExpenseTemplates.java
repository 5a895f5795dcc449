package io.mostrador.domain.expenses;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Keeps what comes every month; a template is made inactive, never removed. */
public final class ExpenseTemplates {

  private static final String ENTITY = "fixed_expense_template";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final TemplateStore store = new TemplateStore();

  public ExpenseTemplates(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** By name. */
  public Single<Page<ExpenseTemplate>> list(PageRequest page, TemplateStore.Filter filter) {
    return database.read(sql -> store.list(sql, page, filter));
  }

  /** Fails with {@code not_found}. */
  public Single<ExpenseTemplate> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  public Single<ExpenseTemplate> create(Transaction tx, JsonObject body) {
    return store
        .add(tx.sql(), ExpenseTemplate.Fields.of(body), tx.actor().id(), time.now())
        .flatMap(created -> recordCreated(tx, created).toSingleDefault(created));
  }

  /** Fails with {@code not_found}. */
  public Single<ExpenseTemplate> change(Transaction tx, UUID id, JsonObject body) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(before -> tx.requireCurrent(before.revision()))
        .flatMap(before -> change(tx, before, body));
  }

  private Single<ExpenseTemplate> change(Transaction tx, ExpenseTemplate before, JsonObject body) {
    return store
        .change(tx.sql(), before.id(), before.fields().with(body), time.now())
        .flatMap(after -> recordChanged(tx, before, after).toSingleDefault(after));
  }

  private Completable recordCreated(Transaction tx, ExpenseTemplate created) {
    return audit.record(
        tx, AuditRecord.of("expenses.template.create", ENTITY, created.id(), created.toJson(time)));
  }

  private Completable recordChanged(Transaction tx, ExpenseTemplate before, ExpenseTemplate after) {
    return audit.record(
        tx,
        AuditRecord.update(
            "expenses.template.update",
            ENTITY,
            after.id(),
            before.toJson(time),
            after.toJson(time)));
  }
}
