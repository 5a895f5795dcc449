package io.mostrador.domain.loyalty;

/** What a condition looks at; the names are the contract's. */
enum Metric {
  /** Purchases before this one. */
  PURCHASE_COUNT,
  /** Different days on which there was one. */
  PURCHASE_DAYS,
  /** What they came to after discounts. */
  NET_SPEND,
  /** Whole days since the last one; nothing to measure for a newcomer. */
  DAYS_SINCE_LAST,
  /** The cart after manual discounts, before the promotion. */
  CART_TOTAL;

  /** Two places; the others are whole numbers. */
  boolean isAmount() {
    return this == NET_SPEND || this == CART_TOTAL;
  }

  boolean isCount() {
    return this == PURCHASE_COUNT || this == PURCHASE_DAYS;
  }

  /** Whether it grows with what a customer buys, so that there is progress to show. */
  boolean isProgress() {
    return isCount() || this == NET_SPEND;
  }

  boolean isOfHistory() {
    return this != CART_TOTAL;
  }
}
