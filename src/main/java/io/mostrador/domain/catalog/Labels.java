package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The brands, or the product types: names are kept trimmed and in upper case. */
public final class Labels {

  private final Database database;
  private final BusinessTime time;
  private final LabelStore store;
  private final Consumer<CatalogEvent> events;

  private Labels(
      Database database, BusinessTime time, LabelStore store, Consumer<CatalogEvent> events) {
    this.database = database;
    this.time = time;
    this.store = store;
    this.events = events;
  }

  public static Labels brands(Database database, BusinessTime time, Consumer<CatalogEvent> events) {
    return new Labels(database, time, LabelStore.ofBrands(), events);
  }

  public static Labels productTypes(
      Database database, BusinessTime time, Consumer<CatalogEvent> events) {
    return new Labels(database, time, LabelStore.ofProductTypes(), events);
  }

  /** By name; {@code part} may be anywhere in it. */
  public Single<Page<Label>> list(PageRequest page, Optional<String> part) {
    return database.read(sql -> store.list(sql, page, LikePattern.containing(part)));
  }

  /** Fails with {@code not_found}. */
  public Single<Label> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Those that exist; they stay until the transaction ends. */
  public Single<Map<LabelReference, Label>> find(
      Transaction tx, Collection<LabelReference> references) {
    Set<LabelReference> wanted = new HashSet<>(references);
    return store.among(tx.sql(), wanted).map(labels -> byReference(wanted, labels));
  }

  private static Map<LabelReference, Label> byReference(
      Set<LabelReference> wanted, List<Label> labels) {
    Map<Object, Label> byIdAndName = new HashMap<>();
    for (Label label : labels) {
      byIdAndName.put(label.id(), label);
      byIdAndName.put(label.name(), label);
    }
    Map<LabelReference, Label> found = new HashMap<>();
    for (LabelReference reference : wanted) {
      Label label =
          byIdAndName.get(reference.id() == null ? normalized(reference.name()) : reference.id());
      if (label != null) {
        found.put(reference, label);
      }
    }
    return found;
  }

  /** Fails with {@code invalid} on {@code name} when it is taken. */
  public Single<Label> create(Transaction tx, String name, boolean isActive) {
    return store.add(tx.sql(), normalized(name), isActive, time.now());
  }

  /** Null keeps what is there; fails with {@code not_found}, or {@code invalid} on the name. */
  public Single<Label> change(Transaction tx, UUID id, String name, Boolean isActive) {
    return store
        .change(tx.sql(), id, name == null ? null : normalized(name), isActive, time.now())
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(label -> store.labelProducts(tx.sql(), label).toSingleDefault(label))
        .doOnSuccess(changed -> announce(tx, id));
  }

  /** Its products keep the label; fails with {@code not_found}. */
  public Completable delete(Transaction tx, UUID id) {
    return store
        .remove(tx.sql(), id)
        .flatMapCompletable(
            removed ->
                removed == 1 ? Completable.complete() : Completable.error(Failure.notFound()))
        .doOnComplete(() -> announce(tx, id));
  }

  private void announce(Transaction tx, UUID id) {
    tx.afterCommit(() -> events.accept(new CatalogEvent.LabelChanged(id)));
  }

  static String normalized(String name) {
    return name.strip().toUpperCase(Locale.ROOT);
  }
}
