package io.mostrador.domain.inventory;

import java.util.Set;
import java.util.UUID;

/** Told, after the commit, of products whose last unit went or whose first one came. */
@FunctionalInterface
public interface StockCrossings {

  void crossedZero(Set<UUID> productIds);
}
