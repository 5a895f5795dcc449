package io.mostrador.domain.audit;

import io.mostrador.kernel.Actor;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;

/**
 * Seals records into the chain: soon after each commit, and in a sweep that picks up what a lost
 * message left.
 */
public final class AuditSealing {

  /** Where a commit announces that there is something to seal. */
  public static final String ADDRESS = "audit.recorded";

  private static final int MOST_AT_ONCE = 200;
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(3);

  private AuditSealing() {}

  /** To be handed to {@link AuditLog}. */
  public static Runnable announcement(Vertx vertx) {
    return () -> vertx.eventBus().send(ADDRESS, null);
  }

  /** One run at a time on a node; the row lock on the head does the same across nodes. */
  public static Job sealing(Database database) {
    AuditStore store = new AuditStore();
    return new Job("audit.seal", SWEEP_EVERY, ADDRESS, () -> sealAll(database, store));
  }

  private static Completable sealAll(Database database, AuditStore store) {
    return Single.defer(
            () -> database.transaction(Actor.ANONYMOUS, tx -> store.seal(tx.sql(), MOST_AT_ONCE)))
        .repeat()
        .takeUntil(count -> count < MOST_AT_ONCE)
        .ignoreElements();
  }
}
