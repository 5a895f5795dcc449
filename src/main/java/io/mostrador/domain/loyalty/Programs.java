package io.mostrador.domain.loyalty;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Drafts, changes, starts and ends programmes; what they ever were is kept. */
public final class Programs {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ProgramStore store = new ProgramStore();

  public Programs(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
  }

  /** Newest first. */
  Single<Page<Program>> list(PageRequest page, Optional<String> status, Optional<String> search) {
    return database.read(sql -> store.list(sql, page, status, search));
  }

  /** Fails with {@code not_found}. */
  Single<Program> get(UUID id) {
    return database.read(sql -> require(sql, id));
  }

  /** Newest first; fails with {@code not_found}. */
  Single<Page<Version>> versions(PageRequest page, UUID id) {
    return database.read(sql -> require(sql, id).flatMap(program -> store.versions(sql, page, id)));
  }

  private Single<Program> require(SqlClient sql, UUID id) {
    return store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  /** Fails with {@code invalid} on the paths of the fields that make no sense. */
  Single<Program> create(Transaction tx, ProgramInput input) {
    OffsetDateTime now = time.now();
    return checked(tx, input)
        .map(
            definition ->
                new Program(
                    Ids.next(),
                    input.terms(),
                    Program.Status.DRAFT,
                    1,
                    definition,
                    Uses.NONE,
                    now,
                    now))
        .flatMap(
            program ->
                store
                    .add(tx.sql(), program, tx.actor().id())
                    .andThen(audit.record(tx, record("create", program)))
                    .toSingleDefault(program));
  }

  private Single<Definition> checked(Transaction tx, ProgramInput input) {
    Set<UUID> named = input.labels();
    Single<Set<UUID>> known =
        named.isEmpty() ? Single.just(Set.of()) : store.labels(tx.sql(), named);
    return known
        .doOnSuccess(labels -> ProgramFaults.refuse(input.definition(), input.terms(), labels))
        .map(labels -> Definition.of(input.definition()));
  }

  /**
   * Another definition makes another version; fails with {@code not_found}, {@code program_ended},
   * or as {@link #create} does.
   */
  Single<Program> change(Transaction tx, UUID id, JsonObject body) {
    return lock(tx, id)
        .doOnSuccess(Programs::refuseEnded)
        .flatMap(
            before -> {
              ProgramInput input = ProgramInput.over(body, before);
              return checked(tx, input)
                  .map(definition -> changed(before, input.terms(), definition))
                  .flatMap(after -> write(tx, before, after).toSingleDefault(after));
            });
  }

  private Program changed(Program before, Program.Terms terms, Definition definition) {
    boolean isSame = definition.sha256().equals(before.definition().sha256());
    return new Program(
        before.id(),
        terms,
        before.status(),
        isSame ? before.version() : before.version() + 1,
        definition,
        before.uses(),
        before.createdAt(),
        time.now());
  }

  private Completable write(Transaction tx, Program before, Program after) {
    Completable version =
        after.version() == before.version()
            ? Completable.complete()
            : store.addVersion(tx.sql(), after, tx.actor().id());
    AuditRecord record =
        AuditRecord.update(
            "loyalty_program.update",
            "loyalty_program",
            after.id(),
            before.audited(),
            after.audited());
    return version.andThen(store.change(tx.sql(), after)).andThen(audit.record(tx, record));
  }

  /** Fails with {@code not_found} or {@code program_ended}. */
  Single<Program> activate(Transaction tx, UUID id) {
    return lock(tx, id)
        .doOnSuccess(Programs::refuseEnded)
        .flatMap(program -> move(tx, program, Program.Status.ACTIVE, "activate"));
  }

  /** Fails with {@code not_found}, {@code program_ended}, or {@code invalid_state} for a draft. */
  Single<Program> pause(Transaction tx, UUID id) {
    return lock(tx, id)
        .doOnSuccess(Programs::refuseEnded)
        .doOnSuccess(Programs::refuseDraft)
        .flatMap(program -> move(tx, program, Program.Status.PAUSED, "pause"));
  }

  /** Fails with {@code not_found}, or {@code invalid_state} for a draft. */
  Single<Program> end(Transaction tx, UUID id) {
    return lock(tx, id)
        .doOnSuccess(Programs::refuseDraft)
        .flatMap(program -> move(tx, program, Program.Status.ENDED, "end"));
  }

  private Single<Program> lock(Transaction tx, UUID id) {
    return store.lock(tx.sql(), id).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  private static void refuseEnded(Program program) {
    if (program.status() == Program.Status.ENDED) {
      throw Failure.conflict("program_ended", "El programa ya terminó.");
    }
  }

  private static void refuseDraft(Program program) {
    if (program.status() == Program.Status.DRAFT) {
      throw Failure.conflict("invalid_state", "El programa todavía es un borrador.");
    }
  }

  private Single<Program> move(
      Transaction tx, Program before, Program.Status status, String action) {
    if (before.status() == status) {
      return Single.just(before);
    }
    Program after =
        new Program(
            before.id(),
            before.terms(),
            status,
            before.version(),
            before.definition(),
            before.uses(),
            before.createdAt(),
            time.now());
    return store
        .move(tx.sql(), after.id(), status, after.updatedAt())
        .andThen(audit.record(tx, record(action, after)))
        .toSingleDefault(after);
  }

  private static AuditRecord record(String action, Program program) {
    return AuditRecord.of(
        "loyalty_program." + action, "loyalty_program", program.id(), program.audited());
  }
}
