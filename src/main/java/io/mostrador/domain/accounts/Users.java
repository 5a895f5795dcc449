package io.mostrador.domain.accounts;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.kernel.Role;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The people of the shop, as administrators let them in and change what they may do. */
public final class Users {

  private static final String ENTITY = "user";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ChosenPasswords passwords;
  private final Sessions sessions;
  private final InvestorLinks links;
  private final AccountsStore accounts = new AccountsStore();
  private final UserStore store = new UserStore();

  public Users(
      Database database,
      BusinessTime time,
      AuditLog audit,
      ChosenPasswords passwords,
      Sessions sessions,
      InvestorLinks links) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.passwords = passwords;
    this.sessions = sessions;
    this.links = links;
  }

  /** Newest first; every word is in first name, last name or email. */
  Single<Page<User>> list(PageRequest page, Optional<String> words) {
    return database.read(sql -> store.list(sql, page, LikePattern.words(words)));
  }

  /** Fails with {@code not_found}. */
  Single<User> get(int id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** To be called before the transaction; fails with {@code invalid} on {@code password}. */
  Single<String> hash(NewUser user, String password) {
    return passwords.hash(
        password,
        user.personalData(),
        faults -> Failure.invalid(new JsonObject().put("password", faults)));
  }

  /** Fails with {@code invalid} on {@code email} or {@code investor_id}. */
  Single<User> create(Transaction tx, NewUser user, String passwordHash) {
    return accounts
        .add(tx.sql(), user.row(), passwordHash, time.now())
        .flatMap(added -> linked(tx, added, user))
        .flatMap(
            created ->
                audit
                    .record(
                        tx,
                        AuditRecord.of("user.create", ENTITY, created.id(), created.toJson(time)))
                    .toSingleDefault(created));
  }

  private Single<User> linked(Transaction tx, User added, NewUser user) {
    return user.investorId() == null
        ? Single.just(added)
        : links.link(tx, added.id(), user.investorId()).andThen(reread(tx, added.id()));
  }

  /**
   * Changes what is sent; who is deactivated is signed out.
   *
   * <p>Fails with {@code not_found}, or with {@code invalid} on {@code investor_id}, or on {@code
   * role} or {@code is_active} where no active administrator would be left.
   */
  Single<User> change(Transaction tx, int id, UserChange change) {
    return store
        .lock(tx.sql(), id, change.endsAdministration())
        .map(locked -> changeable(tx, locked, id, change))
        .flatMap(before -> apply(tx, before, change));
  }

  private static User changeable(Transaction tx, List<User> locked, int id, UserChange change) {
    User user =
        locked.stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow(() -> Failure.notFound());
    tx.requireCurrent(user.revision());
    change.requireProfileFor(user.role());
    boolean isAdministrator = user.role() == Role.ADMIN && user.isActive();
    if (isAdministrator && change.endsAdministration() && locked.size() == 1) {
      throw Failure.invalid(
          change.demotes() ? "role" : "is_active", "Debe quedar al menos un administrador activo.");
    }
    return user;
  }

  private Single<User> apply(Transaction tx, User before, UserChange change) {
    return store
        .change(tx.sql(), before.id(), change)
        .andThen(Completable.defer(() -> changeProfile(tx, before.id(), change)))
        .andThen(Completable.defer(() -> signOut(tx, before.id(), change)))
        .andThen(reread(tx, before.id()))
        .flatMap(after -> record(tx, before, after).toSingleDefault(after));
  }

  private Completable changeProfile(Transaction tx, int id, UserChange change) {
    if (!change.isAboutProfile()) {
      return Completable.complete();
    }
    return change.investorId() == null
        ? links.unlink(tx, id)
        : links.link(tx, id, change.investorId());
  }

  private Completable signOut(Transaction tx, int id, UserChange change) {
    return change.deactivates() ? sessions.revokeAll(tx, id) : Completable.complete();
  }

  private Completable record(Transaction tx, User before, User after) {
    return audit.record(
        tx,
        AuditRecord.update(
            "user.update", ENTITY, after.id(), before.toJson(time), after.toJson(time)));
  }

  private Single<User> reread(Transaction tx, int id) {
    return Single.defer(() -> store.find(tx.sql(), id).toSingle());
  }
}
