package io.mostrador.domain.investors;

import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Placeholder until the investors branch is merged. */
public final class InvestorGoods {
  public record OpenAssignment(
      UUID id, UUID investor, UUID product, BigDecimal unsold, BigDecimal unitCost) {}

  public record SoldGoods(
      UUID assignment,
      UUID investor,
      UUID product,
      BigDecimal qty,
      BigDecimal cost,
      BigDecimal profitShare) {}

  public Single<List<OpenAssignment>> open(SqlClient sql, Collection<UUID> products) {
    return Single.just(List.of());
  }

  public Single<List<OpenAssignment>> lockOpen(Transaction tx, Collection<UUID> products) {
    return Single.just(List.of());
  }

  public Completable sell(Transaction tx, UUID saleId, List<SoldGoods> goods) {
    return Completable.complete();
  }

  public Completable takeBack(Transaction tx, UUID saleId, List<SoldGoods> goods) {
    return Completable.complete();
  }
}
