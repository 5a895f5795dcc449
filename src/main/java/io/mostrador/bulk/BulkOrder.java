package io.mostrador.bulk;

/**
 * How much history to make.
 *
 * @param products more than none
 * @param sales spread evenly over the days
 * @param days until yesterday
 * @param seed equal seeds make equal shops
 */
public record BulkOrder(int products, int sales, int days, long seed) {

  public BulkOrder {
    if (products < 1 || sales < 0 || days < 1) {
      throw new IllegalArgumentException("at least 1 product, 0 sales and 1 day");
    }
  }
}
