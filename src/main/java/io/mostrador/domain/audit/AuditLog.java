package io.mostrador.domain.audit;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import java.util.List;

/** Writes down what happened, in the transaction that makes it true. */
public final class AuditLog {

  private final BusinessTime time;
  private final Runnable announce;
  private final AuditStore store = new AuditStore();

  /**
   * @param announce called after a commit that left something to seal
   */
  public AuditLog(BusinessTime time, Runnable announce) {
    this.time = time;
    this.announce = announce;
  }

  /** Attributes the record to the transaction's actor. */
  public Completable record(Transaction tx, AuditRecord record) {
    return record(tx, List.of(record));
  }

  /** In one statement; attributes the records to the transaction's actor. */
  public Completable record(Transaction tx, List<AuditRecord> records) {
    return recordAs(tx, tx.actor(), records);
  }

  /** Attributes the records to {@code actor}; to nobody when that is anonymous. */
  public Completable recordAs(Transaction tx, Actor actor, List<AuditRecord> records) {
    return Completable.defer(
        () -> {
          tx.afterCommit(announce);
          Integer actorId = actor.isAnonymous() ? null : actor.id();
          return store.add(tx.sql(), actorId, records, time.now());
        });
  }
}
