package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;

/** Finds and remembers customers by their phones. */
public final class Customers {

  private final BusinessTime time;
  private final CustomerStore store = new CustomerStore();

  public Customers(BusinessTime time) {
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
}
