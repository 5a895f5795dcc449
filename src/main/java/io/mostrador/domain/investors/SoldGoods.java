package io.mostrador.domain.investors;

import io.mostrador.domain.investors.Posting.Reference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Units of one assignment that one sale sold.
 *
 * @param qty more than 0
 * @param cost what turns from inventory into capital; from 0, two places
 * @param profitShare what the investor earned; from 0, two places
 */
public record SoldGoods(
    UUID assignment,
    UUID investor,
    UUID product,
    BigDecimal qty,
    BigDecimal cost,
    BigDecimal profitShare) {

  public SoldGoods {
    if (qty.signum() <= 0 || cost.signum() < 0 || profitShare.signum() < 0) {
      throw new IllegalArgumentException(
          qty + " units of " + assignment + ", cost " + cost + ", share " + profitShare);
    }
  }

  /** Of each chunk its cost, then its share if there is one. */
  static List<Posting> sold(List<SoldGoods> goods, Reference sale) {
    List<Posting> postings = new ArrayList<>();
    for (SoldGoods each : goods) {
      postings.add(each.costReturned(sale));
      if (each.profitShare.signum() > 0) {
        postings.add(each.profitEarned(sale));
      }
    }
    return postings;
  }

  /** What {@link #sold} has, negated from the last to the first. */
  static List<Posting> takenBack(List<SoldGoods> goods, Reference voided) {
    List<Posting> postings =
        new ArrayList<>(
            sold(goods, voided).stream()
                .map(posting -> posting.negated("Reversión por cancelación de venta"))
                .toList());
    Collections.reverse(postings);
    return postings;
  }

  private Posting costReturned(Reference sale) {
    return new Posting(
        investor,
        EntryType.INVENTORY_TO_CAPITAL,
        Deltas.inventoryToCapital(cost),
        product,
        sale,
        "Costo recuperado por venta");
  }

  private Posting profitEarned(Reference sale) {
    return new Posting(
        investor,
        EntryType.PROFIT_SHARE,
        Deltas.profit(profitShare),
        product,
        sale,
        "Participación en la utilidad de la venta");
  }
}
