package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.Optional;
import java.util.UUID;

/** Finds and remembers customers by their phones. */
public final class Customers {

  private final Database database;
  private final BusinessTime time;
  private final CustomerStore store = new CustomerStore();

  public Customers(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  /**
   * Finds the customer of a phone, or makes one; locked until the transaction ends.
   *
   * @param name null keeps the stored one; a new customer's name is the phone then
   * @param notes null keeps the stored ones
   */
  public Single<Customer> upsert(Transaction tx, Phone phone, String name, String notes) {
    return store.upsert(tx.sql(), phone, name, notes, time.now());
  }

  /** Empty when nobody has that phone. */
  public Maybe<Customer> find(Transaction tx, Phone phone) {
    return store.find(tx.sql(), phone);
  }

  /** Empty when nobody has that phone. */
  public Maybe<Customer> find(SqlClient sql, Phone phone) {
    return store.find(sql, phone);
  }

  /** Empty when there is none. */
  public Maybe<Customer> find(SqlClient sql, UUID id) {
    return store.find(sql, id);
  }

  /** Waits while somebody has {@link #lock}; others may hold the customer too. */
  public Completable hold(Transaction tx, UUID id) {
    return store.hold(tx.sql(), id);
  }

  /** Nobody sells to the customer, or voids what was sold, until the transaction ends. */
  public Completable lock(Transaction tx, UUID id) {
    return store.lock(tx.sql(), id);
  }

  /** Fails with {@code not_found}. */
  Single<Customer> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /**
   * Last changed first.
   *
   * @param phone the whole one, however it is written
   * @param search part of name or phone
   */
  Single<Page<Customer>> list(PageRequest page, Optional<Phone> phone, Optional<String> search) {
    return database.list(sql -> store.list(sql, page, phone, search));
  }
}
