package io.mostrador.domain.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.domain.audit.AuditVerdict.Head;
import io.mostrador.domain.audit.ChainStore.Watched;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Completable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world outside of the database where the chain ends: who rewrites the chain cannot
 * rewrite that. Every minute as metrics, once a day in the log of one of the nodes.
 */
public final class AuditHeadWatch {

  private static final Logger log = LoggerFactory.getLogger(AuditHeadWatch.class);

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final BusinessTime time;
  private final MeterRegistry metrics;
  private final ChainStore store = new ChainStore();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong unsealed = new AtomicLong();
  private final AtomicReference<Gauge> hash = new AtomicReference<>();

  public AuditHeadWatch(Database database, BusinessTime time, MeterRegistry metrics) {
    this.database = database;
    this.time = time;
    this.metrics = metrics;
    Gauge.builder("mostrador.audit.head.sequence", () -> whenKnown(sequence))
        .description("Sequence of the last sealed audit record")
        .register(metrics);
    Gauge.builder("mostrador.audit.unsealed", () -> whenKnown(unsealed))
        .description("Audit records that wait for their seal")
        .register(metrics);
  }

  /**
   * Not a number until the first look: from 0 on, a node that starts would look like a cut chain.
   */
  private double whenKnown(AtomicLong value) {
    return hash.get() == null ? Double.NaN : value.get();
  }

  public Job job() {
    return Job.every(EVERY, "audit.head", this::look);
  }

  /** One look at the head. */
  public Completable look() {
    return Completable.defer(() -> look(time.today()));
  }

  private Completable look(LocalDate today) {
    return database
        .report(sql -> store.head(sql, today).toSingle())
        .doOnSuccess(watched -> measure(watched.head()))
        .filter(Watched::isToBeLogged)
        .flatMapSingle(
            watched ->
                database
                    .transaction(Actor.ANONYMOUS, tx -> store.claimLog(tx.sql(), today))
                    .doOnSuccess(isOurs -> write(isOurs, watched.head())))
        .ignoreElement();
  }

  private static void write(boolean isOurs, Head head) {
    if (isOurs) {
      log.atInfo()
          .addKeyValue("sequence", head.sequence())
          .addKeyValue("hash", head.hash())
          .log("audit head: sequence {}, hash {}", head.sequence(), head.hash());
    }
  }

  /** The hash is a label, and there is one at a time. */
  private void measure(Head head) {
    sequence.set(head.sequence());
    unsealed.set(head.unsealed());
    Gauge before = hash.get();
    if (before != null && head.hash().equals(before.getId().getTag("hash"))) {
      return;
    }
    if (before != null) {
      metrics.remove(before);
    }
    hash.set(
        Gauge.builder("mostrador.audit.head.info", () -> 1)
            .description("Hash of the last sealed audit record")
            .tag("hash", head.hash())
            .tag("sequence", Long.toString(head.sequence()))
            .register(metrics));
  }
}
