package io.mostrador.domain.expenses;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.expenses.Expense.Payment;
import io.mostrador.domain.expenses.Expense.Status;
import io.mostrador.domain.expenses.ExpenseStore.Generated;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;

/** Writes down what the shop spends, and adds up its months. */
public final class Expenses {

  private static final String ENTITY = "expense";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ExpenseStore store = new ExpenseStore();

  public Expenses(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** By month and date, then in the order they were written; newest first. */
  public Single<Page<Expense>> list(PageRequest page, ExpenseStore.Filter filter) {
    return database.list(sql -> store.list(sql, page, filter));
  }

  /** Fails with {@code not_found}. */
  public Single<Expense> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  public Single<MonthSummary> summary(YearMonth month) {
    return database.read(sql -> summary(sql, month));
  }

  private Single<MonthSummary> summary(SqlClient sql, YearMonth month) {
    return store.month(sql, month.atDay(1)).map(parts -> new MonthSummary(month, parts));
  }

  /** Paid by who writes it down, unless told. Fails with {@code invalid} on {@code template}. */
  public Single<Expense> create(Transaction tx, JsonObject body) {
    ExpenseFields fields = ExpenseFields.of(body);
    OffsetDateTime now = time.now();
    Payment payment =
        fields.status() == Status.PAID ? Payment.by(tx.actor().id(), now) : Payment.NONE;
    return store
        .add(tx.sql(), fields, payment, tx.actor().id(), now)
        .flatMap(id -> store.find(tx.sql(), id).toSingle())
        .flatMap(created -> recordCreated(tx, created).toSingleDefault(created));
  }

  /** Fails with {@code not_found}, or {@code invalid} on {@code status} or {@code template}. */
  public Single<Expense> change(Transaction tx, UUID id, JsonObject body) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(before -> tx.requireCurrent(before.revision()))
        .flatMap(before -> change(tx, before, body));
  }

  private Single<Expense> change(Transaction tx, Expense before, JsonObject body) {
    OffsetDateTime now = time.now();
    ExpenseFields fields = before.fields().with(body);
    Payment payment = before.paymentOf(fields, Payment.by(tx.actor().id(), now));
    return store
        .change(tx.sql(), before.id(), fields, payment, now)
        .andThen(Single.defer(() -> store.find(tx.sql(), before.id()).toSingle()))
        .flatMap(after -> recordChanged(tx, before, after).toSingleDefault(after));
  }

  /** One pending expense for each active template that has none in the month, in any state. */
  public Single<JsonObject> generate(Transaction tx, YearMonth month) {
    return store
        .generate(tx.sql(), month.atDay(1), tx.actor().id(), time.now())
        .flatMap(generated -> recordGenerated(tx, month, generated).toSingleDefault(generated))
        .flatMap(generated -> summary(tx.sql(), month).map(summary -> json(generated, summary)));
  }

  private static JsonObject json(Generated generated, MonthSummary summary) {
    return new JsonObject()
        .put("month", summary.month().toString())
        .put("created_count", generated.created().size())
        .put("existing_count", generated.existing())
        .put("summary", summary.toJson());
  }

  private Completable recordCreated(Transaction tx, Expense created) {
    return audit.record(
        tx, AuditRecord.of("expenses.create", ENTITY, created.id(), created.toJson(time)));
  }

  private Completable recordChanged(Transaction tx, Expense before, Expense after) {
    return audit.record(
        tx,
        AuditRecord.update(
            "expenses.update", ENTITY, after.id(), before.toJson(time), after.toJson(time)));
  }

  private Completable recordGenerated(Transaction tx, YearMonth month, Generated generated) {
    JsonArray created = new JsonArray();
    generated.created().forEach(id -> created.add(id.toString()));
    return audit.record(
        tx,
        AuditRecord.of(
            "expenses.generate_fixed",
            "expense_month",
            month,
            new JsonObject()
                .put("month", month.toString())
                .put("created", created)
                .put("existing_count", generated.existing())));
  }
}
