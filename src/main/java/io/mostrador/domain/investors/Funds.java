package io.mostrador.domain.investors;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.investors.Posting.Reference;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Moves investors' money in, out and from profit to capital, and shows what moved. */
public final class Funds {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final Ledger ledger;
  private final LedgerStore ledgerStore = new LedgerStore();
  private final InvestorStore investorStore = new InvestorStore();

  public Funds(Database database, BusinessTime time, AuditLog audit) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.ledger = new Ledger(time);
  }

  /** Fails with {@code not_found} for an unknown investor or page. */
  Single<LedgerPage> entries(PageRequest page, UUID investor, LedgerFilter filter) {
    return database.read(
        sql ->
            ledgerStore
                .list(sql, page, investor, filter)
                .switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Those of the caller's own profile; none without one. */
  Single<LedgerPage> ownEntries(PageRequest page, Actor actor, LedgerFilter filter) {
    return database.read(
        sql ->
            investorStore
                .ofUser(sql, actor.id())
                .flatMap(own -> ledgerStore.list(sql, page, own.id(), filter))
                .switchIfEmpty(Single.fromCallable(() -> LedgerPage.empty(page))));
  }

  /** Fails with {@code not_found}. */
  Single<LedgerEntry> deposit(Transaction tx, UUID investor, BigDecimal amount, String note) {
    return ledger
        .lock(tx, investor)
        .flatMap(
            held -> post(tx, EntryType.CAPITAL_DEPOSIT, Deltas.capital(amount), investor, note))
        .flatMap(entry -> record(tx, "investor.deposit", entry).toSingleDefault(entry));
  }

  /** Fails with {@code not_found}, or {@code invalid_withdrawal} above the liquid capital. */
  Single<LedgerEntry> withdraw(Transaction tx, UUID investor, BigDecimal amount, String note) {
    Deltas out = Deltas.capital(amount.negate());
    return ledger
        .lock(tx, investor)
        .filter(held -> amount.compareTo(held.capital()) <= 0)
        .switchIfEmpty(
            Single.error(
                () ->
                    Failure.refused(
                        "invalid_withdrawal", "El retiro supera el capital disponible.")))
        .flatMap(held -> post(tx, EntryType.CAPITAL_WITHDRAWAL, out, investor, note))
        .flatMap(entry -> record(tx, "investor.withdraw", entry).toSingleDefault(entry));
  }

  /** The balances after it; fails with {@code not_found}, or {@code invalid_reinvestment}. */
  Single<Balances> reinvest(Transaction tx, UUID investor, BigDecimal amount, String note) {
    return ledger
        .lock(tx, investor)
        .filter(held -> amount.compareTo(held.profit()) <= 0)
        .switchIfEmpty(
            Single.error(
                () ->
                    Failure.refused(
                        "invalid_reinvestment", "El monto supera la utilidad disponible.")))
        .flatMap(
            held ->
                post(tx, EntryType.REINVESTMENT, Deltas.profitToCapital(amount), investor, note))
        .flatMapCompletable(entry -> record(tx, "investor.reinvest", entry))
        .andThen(ledger.balances(tx, investor));
  }

  private Single<LedgerEntry> post(
      Transaction tx, EntryType type, Deltas deltas, UUID investor, String note) {
    Posting posting =
        new Posting(investor, type, deltas, null, Reference.to(manual(type), investor), note);
    return ledger.post(tx, List.of(posting)).map(entries -> entries.get(0));
  }

  private static String manual(EntryType type) {
    return switch (type) {
      case CAPITAL_DEPOSIT -> "manual_deposit";
      case CAPITAL_WITHDRAWAL -> "manual_withdrawal";
      case REINVESTMENT -> "manual_reinvestment";
      case CAPITAL_TO_INVENTORY, INVENTORY_TO_CAPITAL, PROFIT_SHARE ->
          throw new IllegalArgumentException(type + " is not written by hand");
    };
  }

  private Completable record(Transaction tx, String action, LedgerEntry entry) {
    JsonObject payload = entry.toJson(time);
    return audit.record(tx, AuditRecord.of(action, "investor", entry.investor(), payload));
  }
}
