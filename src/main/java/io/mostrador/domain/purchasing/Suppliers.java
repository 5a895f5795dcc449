package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.UUID;

/** Who the shop buys from, and how their invoices are read. */
public final class Suppliers {

  private final Database database;
  private final SupplierStore store = new SupplierStore();

  public Suppliers(Database database) {
    this.database = database;
  }

  /** Active ones, by name. */
  Single<Page<Supplier>> list(PageRequest page) {
    return database.read(sql -> store.list(sql, page));
  }

  /** Active ones, by key and newest version; of one supplier unless {@code supplierId} is null. */
  Single<Page<SupplierParser>> parsers(PageRequest page, UUID supplierId) {
    return database.read(sql -> store.parsers(sql, page, supplierId));
  }

  /** Fails with {@code invalid} when it is not there or not active. */
  Completable requireUsable(Transaction tx, UUID id) {
    return store
        .usable(tx.sql(), id, null)
        .filter(SupplierStore.Usable::supplier)
        .switchIfEmpty(Single.error(Suppliers::unknownSupplier))
        .ignoreElement();
  }

  private static Failure unknownSupplier() {
    return Failure.invalid("supplier", "El proveedor no existe.");
  }

  /** Fails with {@code invalid} when one of them is not, or the parser is another supplier's. */
  Completable requireUsable(Transaction tx, UUID supplierId, UUID parserId) {
    return store
        .usable(tx.sql(), supplierId, parserId)
        .flatMapCompletable(
            usable -> {
              if (!usable.supplier()) {
                return Completable.error(unknownSupplier());
              }
              return usable.parser()
                  ? Completable.complete()
                  : Completable.error(
                      Failure.invalid("parser", "El lector no es de este proveedor."));
            });
  }
}
