package io.mostrador.domain.investors;

import io.mostrador.domain.investors.Posting.Reference;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Knows who the investors are, and which of them is the user who asks. */
public final class Investors {

  private final Database database;
  private final BusinessTime time;
  private final Ledger ledger;
  private final InvestorStore store = new InvestorStore();

  public Investors(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
    this.ledger = new Ledger(time);
  }

  /** By name; those whose name contains {@code part}. */
  Single<Page<Investor>> list(PageRequest page, Optional<String> part) {
    return database.read(sql -> store.list(sql, page, part));
  }

  /** Fails with {@code not_found}. */
  Single<Investor> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Fails with {@code investor_profile_not_found}. */
  Single<Investor> ofUser(Actor actor) {
    return database.read(
        sql ->
            store
                .ofUser(sql, actor.id())
                .switchIfEmpty(
                    Single.error(
                        () ->
                            Failure.notFound(
                                "investor_profile_not_found",
                                "Tu usuario no tiene un perfil de inversionista."))));
  }

  /** An initial capital is the first deposit; fails with {@code invalid} on {@code user}. */
  Single<Investor> create(Transaction tx, JsonObject body) {
    BigDecimal capital = Request.amount(body, "initial_capital");
    return store
        .add(tx.sql(), InvestorFields.of(body), time.now())
        .flatMap(
            id ->
                depositFirst(tx, id, capital)
                    .andThen(Single.defer(() -> store.find(tx.sql(), id).toSingle())));
  }

  private Completable depositFirst(Transaction tx, UUID id, BigDecimal capital) {
    if (capital == null || capital.signum() == 0) {
      return Completable.complete();
    }
    Posting first =
        new Posting(
            id,
            EntryType.CAPITAL_DEPOSIT,
            Deltas.capital(capital),
            null,
            Reference.to("initial_capital", id),
            "Capital inicial");
    return ledger.post(tx, List.of(first)).ignoreElement();
  }

  /** What was not sent stays; fails with {@code not_found}, or {@code invalid} on {@code user}. */
  Single<Investor> change(Transaction tx, UUID id, JsonObject body) {
    return store
        .lock(tx.sql(), id)
        .doOnSuccess(tx::requireCurrent)
        .flatMap(locked -> store.change(tx.sql(), id, InvestorFields.of(body), time.now()))
        .flatMap(changed -> store.find(tx.sql(), changed))
        .switchIfEmpty(Single.error(() -> Failure.notFound()));
  }
}
