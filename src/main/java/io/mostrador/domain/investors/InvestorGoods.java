package io.mostrador.domain.investors;

import io.mostrador.domain.investors.Posting.Reference;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tells what is left of investors' goods, and moves it into and out of sales. */
public final class InvestorGoods {

  private final BusinessTime time;
  private final GoodsStore goodsStore = new GoodsStore();
  private final Ledger ledger;

  public InvestorGoods(BusinessTime time) {
    this.time = time;
    this.ledger = new Ledger(time);
  }

  /** Oldest first. */
  public Single<List<OpenAssignment>> open(SqlClient sql, Collection<UUID> products) {
    return products.isEmpty() ? Single.just(List.of()) : goodsStore.open(sql, products);
  }

  /**
   * Oldest first; nobody else can sell them until the transaction ends.
   *
   * <p>Nor can an investor buy units of {@code products}: a purchase counts the stock that is not
   * assigned, and a sale that is about to take some of it has not moved it yet.
   */
  public Single<List<OpenAssignment>> lockOpen(Transaction tx, Collection<UUID> products) {
    return products.isEmpty()
        ? Single.just(List.of())
        : goodsStore
            .shareProducts(tx.sql(), products)
            .toSingleDefault(true)
            .zipWith(goodsStore.lockOpen(tx.sql(), products), (held, open) -> open);
  }

  /**
   * Writes a confirmed sale into the assignments and the ledger, in the order of {@code goods}.
   *
   * @param goods of assignments that {@link #lockOpen} returned
   */
  public Completable sell(Transaction tx, UUID saleId, List<SoldGoods> goods) {
    return goods.isEmpty()
        ? Completable.complete()
        : moveSold(tx, goods, goods.stream().map(SoldGoods::qty).toList())
            .andThen(ledger.post(tx, SoldGoods.sold(goods, Reference.to("sale", saleId))))
            .ignoreElement();
  }

  /** Undoes {@link #sell}: the same entries, negated from the last to the first. */
  public Completable takeBack(Transaction tx, UUID saleId, List<SoldGoods> goods) {
    return goods.isEmpty()
        ? Completable.complete()
        : goodsStore
            .lock(tx.sql(), goods.stream().map(SoldGoods::assignment).toList())
            .andThen(moveSold(tx, goods, goods.stream().map(each -> each.qty().negate()).toList()))
            .andThen(ledger.post(tx, SoldGoods.takenBack(goods, Reference.to("sale_void", saleId))))
            .ignoreElement();
  }

  private Completable moveSold(Transaction tx, List<SoldGoods> goods, List<BigDecimal> qty) {
    List<UUID> assignments = goods.stream().map(SoldGoods::assignment).toList();
    long expected = assignments.stream().distinct().count();
    return Single.defer(() -> goodsStore.moveSold(tx.sql(), time.now(), assignments, qty))
        .flatMapCompletable(
            moved ->
                moved == expected
                    ? Completable.complete()
                    : Completable.error(
                        new IllegalStateException(moved + " of " + expected + " assignments")));
  }
}
