package io.mostrador.domain.layaway;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.layaway.LayawayStore.Due;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Role;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends layaways that were not paid in time: the goods go back, the money becomes store credit. */
public final class LayawayExpiry {

  private static final Logger log = LoggerFactory.getLogger(LayawayExpiry.class);

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int BATCH = 100;
  private static final String RELEASE = "layaway_expire";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final Inventory inventory;
  private final StoreCredit storeCredit;
  private final LayawayStore store = new LayawayStore();
  private final LayawayDetailStore details = new LayawayDetailStore();

  public LayawayExpiry(
      Database database,
      BusinessTime time,
      AuditLog audit,
      Inventory inventory,
      StoreCredit storeCredit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.inventory = inventory;
    this.storeCredit = storeCredit;
  }

  /**
   * What one run did.
   *
   * @param expired layaways that it ended
   * @param failed layaways that were due and could not be; the log says why
   */
  public record Run(int expired, int failed) {

    private static final Run NOTHING = new Run(0, 0);
    private static final Run EXPIRED = new Run(1, 0);
    private static final Run FAILED = new Run(0, 1);

    private Run plus(Run other) {
      return new Run(expired + other.expired, failed + other.failed);
    }
  }

  /** Often enough for a layaway to be well under a minute late. */
  public Job job() {
    return Job.every(EVERY, "layaways.expire", () -> expireDue().ignoreElement());
  }

  /**
   * Expires all that are due, the longest due first, each in a transaction of its own: one that
   * fails does not stop the others. Those that somebody else has locked are left to the next run.
   */
  public Single<Run> expireDue() {
    return Single.defer(() -> expireDue(time.now(), null, Run.NOTHING));
  }

  private Single<Run> expireDue(OffsetDateTime now, @Nullable Due last, Run before) {
    return database
        .read(sql -> store.due(sql, now, last, BATCH))
        .flatMap(
            due ->
                due.isEmpty()
                    ? Single.just(before)
                    : expireAll(due)
                        .flatMap(run -> expireDue(now, due.get(due.size() - 1), before.plus(run))));
  }

  private Single<Run> expireAll(List<Due> due) {
    return Flowable.fromIterable(due).concatMapSingle(this::expire).reduce(Run.NOTHING, Run::plus);
  }

  private Single<Run> expire(Due due) {
    return database
        .transaction(due.creator(), tx -> expireIfDue(tx, due.id()))
        .doOnError(error -> log.warn("layaway {} could not expire", due.id(), error))
        .onErrorReturnItem(Run.FAILED);
  }

  private Single<Run> expireIfDue(Transaction tx, UUID id) {
    return store
        .lockDue(tx.sql(), id, time.now())
        .flatMapSingle(
            layaway -> end(tx, layaway, "layaway.expire.auto").toSingleDefault(Run.EXPIRED))
        .defaultIfEmpty(Run.NOTHING);
  }

  /**
   * One by hand; fails with {@code not_found}, or {@code invalid_state} unless it is active and
   * due, or an administrator forces it.
   */
  Single<LayawayDetail> expire(Transaction tx, UUID id, boolean isForced) {
    boolean mayForce = tx.actor().role() == Role.ADMIN;
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(layaway -> tx.requireCurrent(layaway.revision()))
        .doOnSuccess(layaway -> layaway.requireExpirable(isForced && mayForce, time.now()))
        .flatMapCompletable(layaway -> end(tx, layaway, "layaway.expire"))
        .andThen(Single.defer(() -> details.find(tx.sql(), id).toSingle()));
  }

  /** Stock comes last: it is what everybody waits for. */
  private Completable end(Transaction tx, Layaway layaway, String action) {
    return store
        .expire(tx.sql(), layaway.id(), time.now())
        .andThen(
            storeCredit.give(
                tx,
                layaway.customerId(),
                StoreCredit.Kind.LAYAWAY_EXPIRED,
                layaway.amountPaid(),
                new StoreCredit.Reference("layaway", layaway.id().toString())))
        .andThen(audit.record(tx, record(layaway, action)))
        .andThen(details.lines(tx.sql(), layaway.id()))
        .flatMapCompletable(lines -> inventory.move(tx, released(layaway, lines)));
  }

  private AuditRecord record(Layaway layaway, String action) {
    return AuditRecord.of(
        action,
        "layaway",
        layaway.id(),
        new JsonObject()
            .put("expires_at", time.text(layaway.expiresAt()))
            .put("store_credit", Decimals.moneyText(layaway.amountPaid())));
  }

  private static List<Movement> released(Layaway layaway, List<LayawayLine> lines) {
    Movement.Reference reference = Movement.Reference.to(RELEASE, layaway.id());
    return lines.stream()
        .map(LayawayLine::sold)
        .map(line -> Movement.of(line.product(), Movement.Type.RELEASED, line.qty(), reference))
        .toList();
  }
}
