package io.mostrador.domain.catalog;

import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import java.math.BigDecimal;
import java.util.UUID;

/** Told when stock is set to a higher figure at a known cost: the shop has bought directly. */
@FunctionalInterface
public interface StockRaised {

  /** The id of the receipt that documents the purchase. */
  Single<UUID> bought(Transaction tx, UUID productId, BigDecimal units, BigDecimal unitCost);
}
