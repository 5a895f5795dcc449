package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.UUID;

/** Writes entries, which move the balances, and holds a balance while somebody decides. */
final class Ledger {

  private final BusinessTime time;
  private final LedgerStore store = new LedgerStore();

  Ledger(BusinessTime time) {
    this.time = time;
  }

  /** The entries, written in the order of the postings for the transaction's actor. */
  Single<List<LedgerEntry>> post(Transaction tx, List<Posting> postings) {
    Integer createdBy = tx.actor().isAnonymous() ? null : tx.actor().id();
    return Single.defer(() -> store.add(tx.sql(), createdBy, time.now(), postings));
  }

  /** Nobody else moves them until the transaction ends; fails with {@code not_found}. */
  Single<Balances> lock(Transaction tx, UUID investor) {
    return store.lock(tx.sql(), investor).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  /** Those of an investor that exists. */
  Single<Balances> balances(Transaction tx, UUID investor) {
    return Single.defer(() -> store.balances(tx.sql(), investor));
  }
}
