package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.domain.investors.Posting.Reference;
import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SoldGoodsTest {

  private static final Reference SALE = new Reference("sale", "1");
  private static final Reference VOID = new Reference("sale_void", "1");

  @Test
  void each_chunk_returns_its_cost_before_it_earns_its_share() {
    assertThat(SoldGoods.sold(List.of(goods(1, 2000, 700), goods(2, 1200, 0)), SALE))
        .extracting(posting -> posting.investor().getLeastSignificantBits() + " " + posting.type())
        .containsExactly("1 INVENTORY_TO_CAPITAL", "1 PROFIT_SHARE", "2 INVENTORY_TO_CAPITAL");
  }

  @Property(tries = 200)
  void a_void_undoes_the_sale_from_the_last_entry_to_the_first(
      @ForAll("sales") List<SoldGoods> goods) {
    List<Posting> sold = SoldGoods.sold(goods, SALE);
    List<Posting> back = SoldGoods.takenBack(goods, VOID);
    assertThat(back).hasSameSizeAs(sold);
    for (int i = 0; i < sold.size(); i++) {
      Posting undone = back.get(sold.size() - 1 - i);
      assertThat(undone.deltas()).isEqualTo(sold.get(i).deltas().negated());
      assertThat(undone.type()).isEqualTo(sold.get(i).type());
      assertThat(undone.investor()).isEqualTo(sold.get(i).investor());
    }
    assertThat(total(sold, Deltas::capital)).isEqualByComparingTo(total(back, Deltas::inventory));
    assertThat(total(sold, Deltas::profit).add(total(back, Deltas::profit)).signum()).isZero();
  }

  @Test
  void goods_that_cannot_have_been_sold_are_refused() {
    assertThatThrownBy(() -> goods(1, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> goods(1, 0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static BigDecimal total(List<Posting> postings, Function<Deltas, BigDecimal> delta) {
    return Decimals.sum(postings.stream().map(Posting::deltas).map(delta).toList());
  }

  private static SoldGoods goods(long investor, long costCents, long shareCents) {
    return new SoldGoods(
        new UUID(1, investor),
        new UUID(0, investor),
        new UUID(2, investor),
        BigDecimal.ONE.setScale(2),
        BigDecimal.valueOf(costCents, 2),
        BigDecimal.valueOf(shareCents, 2));
  }

  @Provide
  Arbitrary<List<SoldGoods>> sales() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 3),
            Arbitraries.longs().between(0, 1_000_000),
            Arbitraries.longs().between(0, 2))
        .as(SoldGoodsTest::goods)
        .list()
        .ofMaxSize(6);
  }
}
