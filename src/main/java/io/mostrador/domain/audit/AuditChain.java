package io.mostrador.domain.audit;

import io.mostrador.domain.audit.AuditVerdict.Broken;
import io.mostrador.domain.audit.AuditVerdict.Head;
import io.mostrador.domain.audit.AuditVerdict.Reason;
import io.mostrador.domain.audit.ChainStore.Ends;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain of seals and says whether it holds.
 *
 * <p>In many short statements on the connections of reports, so that a long chain meets no timeout
 * and fills no memory. It walks to where the head was when the walk began.
 */
public final class AuditChain {

  private static final int LINKS_AT_ONCE = 2_000;
  private static final long SHORTLY_NANOS = Duration.ofSeconds(3).toNanos();

  private final Database database;
  private final ChainStore store = new ChainStore();

  public AuditChain(Database database) {
    this.database = database;
  }

  /**
   * How far a walk has come.
   *
   * @param at sequence of the last link
   * @param hash its hash
   */
  private record Walk(
      long at, String hash, long held, boolean hasPassed, @Nullable Broken broken, boolean isOver) {

    Walk on(ChainStore.Links links, long end) {
      return new Walk(
          links.last(),
          links.hash(),
          held + links.held(),
          hasPassed || links.hasPassed(),
          links.broken(),
          links.broken() != null || links.last() == end);
    }

    Walk broken(Broken first) {
      return new Walk(at, hash, held, hasPassed, first, true);
    }

    Walk over() {
      return new Walk(at, hash, held, hasPassed, broken, true);
    }
  }

  /**
   * The whole chain, however long it takes.
   *
   * @param wanted a hash that should be on the chain, hexadecimal; null for none
   * @param progress told now and then how many links hold
   */
  public Single<AuditVerdict> verify(@Nullable String wanted, LongConsumer progress) {
    return verify(1, wanted, progress, () -> false);
  }

  /** From one sequence on, as far as it comes before its caller gives up. */
  Single<AuditVerdict> verifyShortly(long from) {
    return Single.defer(
        () -> {
          long start = System.nanoTime();
          return verify(from, null, held -> {}, () -> System.nanoTime() - start > SHORTLY_NANOS);
        });
  }

  private Single<AuditVerdict> verify(
      long from, @Nullable String wanted, LongConsumer progress, BooleanSupplier isTimeUp) {
    return database
        .report(store::ends)
        .flatMap(
            ends ->
                begin(ends, from)
                    .flatMap(begun -> walk(ends.head(), begun, wanted, progress, isTimeUp))
                    .map(walk -> verdict(ends, walk)));
  }

  private Single<Walk> begin(Ends ends, long from) {
    Walk start = new Walk(from - 1, "", 0, false, null, false);
    if (ends.head().sequence() == null) {
      return Single.just(start.broken(new Broken(0, null, Reason.NO_HEAD)));
    }
    if (ends.outside() != null && ends.outside().sequence() < 1) {
      return Single.just(start.broken(ends.outside()));
    }
    return from == 1
        ? Single.just(start)
        : database.report(
            sql ->
                store
                    .hashAt(sql, from - 1)
                    .map(hash -> new Walk(from - 1, hash, 0, false, null, false))
                    .defaultIfEmpty(start.broken(new Broken(from - 1, null, Reason.MISSING))));
  }

  private Single<Walk> walk(
      Head head,
      Walk begun,
      @Nullable String wanted,
      LongConsumer progress,
      BooleanSupplier isTimeUp) {
    if (begun.isOver()) {
      return Single.just(begun);
    }
    AtomicReference<Walk> reached = new AtomicReference<>(begun);
    return Single.defer(() -> step(head.sequence(), reached.get(), wanted))
        .doOnSuccess(reached::set)
        .doOnSuccess(walk -> progress.accept(walk.held()))
        .repeat()
        .takeUntil(walk -> walk.isOver() || isTimeUp.getAsBoolean())
        .lastOrError();
  }

  private Single<Walk> step(long end, Walk walk, @Nullable String wanted) {
    return database.report(
        sql ->
            store
                .walk(sql, walk.at(), walk.hash(), end, LINKS_AT_ONCE, wanted)
                .map(links -> walk.on(links, end))
                .defaultIfEmpty(
                    walk.at() < end
                        ? walk.broken(new Broken(walk.at() + 1, null, Reason.MISSING))
                        : walk.over()));
  }

  private static AuditVerdict verdict(Ends ends, Walk walk) {
    Broken broken = walk.broken();
    if (broken == null && walk.isOver()) {
      boolean isHead = walk.hash().equals(ends.head().hash());
      broken = isHead ? ends.outside() : new Broken(walk.at(), null, Reason.WRONG_HEAD);
    }
    Long next = walk.isOver() ? null : Long.valueOf(walk.at() + 1);
    return new AuditVerdict(ends.head(), walk.held(), broken, next, walk.hasPassed());
  }
}
