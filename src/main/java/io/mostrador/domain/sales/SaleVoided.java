package io.mostrador.domain.sales;

import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;

/** Told, in the transaction, when a sale becomes void: a layaway it settled is refunded. */
@FunctionalInterface
public interface SaleVoided {

  Completable voided(Transaction tx, Sale sale);
}
