package io.mostrador.domain.catalog;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.storage.ObjectStorage;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of assets that no product has shown for days, and then the assets.
 *
 * <p>An asset is claimed before its files go, so that no product can show it any more and no other
 * node purges it; what fails is tried again when the claim has run out.
 */
public final class MediaPurge {

  private static final Logger log = LoggerFactory.getLogger(MediaPurge.class);
  private static final Duration RUN_EVERY = Duration.ofHours(1);

  /** Longer than a batch can take: its requests times the time of each. */
  private static final Duration CLAIMED_FOR = Duration.ofMinutes(30);

  private static final int MOST_AT_ONCE = 50;

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ObjectStorage storage;
  private final MediaStore store = new MediaStore();

  public MediaPurge(Database database, BusinessTime time, AuditLog audit, ObjectStorage storage) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.storage = storage;
  }

  /** How many assets went, and how many will be tried again. */
  public record Outcome(int purged, int failed) {

    static final Outcome NONE = new Outcome(0, 0);

    private Outcome plus(Outcome other) {
      return new Outcome(purged + other.purged, failed + other.failed);
    }

    private int claimed() {
      return purged + failed;
    }
  }

  public Job purging() {
    return Job.every(RUN_EVERY, "media.purge", () -> purge().ignoreElement());
  }

  /** Ends after a batch of which nothing could be purged: the storage is away then. */
  public Single<Outcome> purge() {
    return Single.defer(this::claim)
        .flatMap(this::purgeAll)
        .repeat()
        .takeUntil(batch -> batch.claimed() < MOST_AT_ONCE || batch.purged() == 0)
        .reduce(Outcome.NONE, Outcome::plus);
  }

  private Single<List<MediaAsset>> claim() {
    return database.transaction(
        Actor.ANONYMOUS,
        tx ->
            store.claimForPurge(tx.sql(), time.now(), MOST_AT_ONCE, time.now().plus(CLAIMED_FOR)));
  }

  private Single<Outcome> purgeAll(List<MediaAsset> claimed) {
    return Flowable.fromIterable(claimed)
        .concatMapSingle(this::purge)
        .reduce(Outcome.NONE, Outcome::plus);
  }

  /** Never fails: one asset's trouble does not stop the others. */
  private Single<Outcome> purge(MediaAsset asset) {
    return storage
        .delete(asset.originalKey())
        .andThen(storage.delete(asset.thumbKey()))
        .andThen(Completable.defer(() -> remove(asset)))
        .toSingleDefault(new Outcome(1, 0))
        .onErrorReturn(error -> failed(asset, error));
  }

  private Completable remove(MediaAsset asset) {
    return database
        .transaction(
            Actor.ANONYMOUS,
            tx ->
                store
                    .removePurged(tx.sql(), asset.id())
                    .filter(isRemoved -> isRemoved)
                    .flatMapCompletable(
                        removed ->
                            audit.record(
                                tx,
                                AuditRecord.of(
                                    "media.upload.purge",
                                    MediaUploads.ENTITY,
                                    asset.id(),
                                    asset.toJson())))
                    .toSingleDefault(true))
        .ignoreElement();
  }

  private static Outcome failed(MediaAsset asset, Throwable error) {
    log.warn("asset {} was not purged; it is tried again: {}", asset.id(), error.getMessage());
    return new Outcome(0, 1);
  }
}
