package io.mostrador.domain.customers;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** Gives and takes the credit that customers have with the store, and shows where it came from. */
public final class StoreCredit {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final StoreCreditStore store = new StoreCreditStore();

  public StoreCredit(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** Why credit was given or used. */
  public enum Kind {
    LAYAWAY_EXPIRED,
    SALE,
    SALE_VOID,
    LAYAWAY_PAYMENT,
    MANUAL
  }

  /** What the credit was given or used for; both may be empty. */
  public record Reference(String type, String id) {}

  /** 0.00 for a customer who never had any. */
  public Single<BigDecimal> balance(Transaction tx, UUID customerId) {
    return store.balance(tx.sql(), customerId).defaultIfEmpty(Decimals.ZERO);
  }

  /** Adds to the balance; fails with {@code invalid} when it becomes too large to keep. */
  public Completable give(
      Transaction tx, UUID customerId, Kind kind, BigDecimal amount, Reference reference) {
    return store.add(tx.sql(), customerId, kind, amount, reference, actor(tx), time.now());
  }

  /** Takes from the balance; fails with {@code invalid_payment} when there is less. */
  public Completable use(
      Transaction tx, UUID customerId, Kind kind, BigDecimal amount, Reference reference) {
    return store.add(tx.sql(), customerId, kind, amount.negate(), reference, actor(tx), time.now());
  }

  private static Integer actor(Transaction tx) {
    return tx.actor().isAnonymous() ? null : tx.actor().id();
  }

  static Failure insufficient() {
    return Failure.refused("invalid_payment", "El crédito del cliente no alcanza.");
  }

  /**
   * Takes from the balance by hand, for what no sale or layaway says; the credit as it is then.
   *
   * <p>Fails with {@code not_found}, or {@code invalid_payment} when the amount is not positive or
   * more than there is.
   */
  Single<CustomerCredit> apply(Transaction tx, UUID id, BigDecimal amount, Reference reference) {
    return require(tx.sql(), id)
        .flatMapCompletable(credit -> useByHand(tx, credit, amount, reference))
        .andThen(Single.defer(() -> require(tx.sql(), id)))
        .flatMap(
            credit -> audit.record(tx, applied(credit, amount, reference)).toSingleDefault(credit));
  }

  private Completable useByHand(
      Transaction tx, CustomerCredit credit, BigDecimal amount, Reference reference) {
    return amount.signum() <= 0
        ? Completable.error(Failure.refused("invalid_payment", "El monto debe ser mayor que cero."))
        : use(tx, credit.customer().id(), Kind.MANUAL, amount, reference);
  }

  private static AuditRecord applied(
      CustomerCredit credit, BigDecimal amount, Reference reference) {
    return AuditRecord.of(
        "customer_credit.apply",
        "customer_credit",
        credit.id(),
        new JsonObject()
            .put("customer", credit.customer().id().toString())
            .put("amount", Decimals.moneyText(amount))
            .put("balance", Decimals.moneyText(credit.balance()))
            .put("reference_type", reference.type())
            .put("reference_id", reference.id()));
  }

  /** Fails with {@code not_found}. */
  Single<CustomerCredit> get(UUID id) {
    return database.read(sql -> require(sql, id));
  }

  private Single<CustomerCredit> require(SqlClient sql, UUID id) {
    return store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  /**
   * Last changed first.
   *
   * @param customerId null for all
   * @param phone the whole one, however it is written
   */
  Single<Page<CustomerCredit>> list(PageRequest page, UUID customerId, Optional<Phone> phone) {
    return database.list(sql -> store.list(sql, page, customerId, phone));
  }

  /** Newest first; fails with {@code not_found}. */
  Single<Page<CreditEntry>> entries(PageRequest page, UUID id) {
    return database.read(
        sql ->
            require(sql, id).flatMap(credit -> store.entries(sql, page, credit.customer().id())));
  }
}
