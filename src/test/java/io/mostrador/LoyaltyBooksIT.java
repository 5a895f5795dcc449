package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.loyalty.LoyalShop;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events add up to what is kept, after any mix of sales, voids and settlements. */
class LoyaltyBooksIT {

  private static final int STEPS = 60;

  /** A purchase and, where it had a reward, what that was based on. */
  private static final class Bought {
    final String sale;
    final boolean counts;
    final List<String> rewardedFor;
    boolean isVoid;

    Bought(String sale, boolean counts, List<String> rewardedFor) {
      this.sale = sale;
      this.counts = counts;
      this.rewardedFor = rewardedFor;
    }
  }

  private final List<Bought> bought = new ArrayList<>();
  private int exceptions;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void events_sum_to_the_state_after_any_mix(long seed) {
    Random random = new Random(seed);
    try (TestApplication application = TestApplication.withUsers(Map.of())) {
      LoyalShop shop = new LoyalShop(application);
      String program = shop.active(LoyalShop.nth(3));
      for (int step = 0; step < STEPS; step++) {
        act(shop, program, random);
        long expected = standing().size();
        assertThat(actual(shop, program)).isEqualTo(expected);
      }
      JsonObject shown = shop.admin.get("/loyalty/programs/" + program + "/").is(200).json();
      long uses = bought.stream().filter(each -> isRewarded(each) && !each.isVoid).count();
      assertThat(shown.getInteger("uses")).isEqualTo((int) uses);
      assertThat(new BigDecimal(shown.getString("discount_total")))
          .isEqualByComparingTo(new BigDecimal("60.00").multiply(BigDecimal.valueOf(uses)));
      JsonObject report = shop.admin.get("/reports/loyalty/").is(200).json();
      assertThat(report.getInteger("exceptions")).isEqualTo(exceptions);
      assertThat(application.differences()).isEmpty();
    }
  }

  private void act(LoyalShop shop, String program, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> bought.add(new Bought(shop.buys("400.00"), true, List.of()));
      case 1 -> bought.add(new Bought(shop.buys("299.99"), false, List.of()));
      case 2 -> bought.add(new Bought(settle(shop), true, List.of()));
      case 3 -> voidOne(shop, random);
      default -> redeem(shop, program);
    }
  }

  private static String settle(LoyalShop shop) {
    JsonObject layaway =
        PutAside.of(shop.phone).line(shop.product, "1", "400.00").deposit("100.00").body();
    String id = shop.cashier.post("/layaways/", layaway).is(201).id();
    JsonObject settled =
        shop.cashier
            .post("/layaways/" + id + "/settle/", PutAside.payments(PutAside.cash("300.00")))
            .is(200)
            .json();
    return settled.getString("settled_sale_id");
  }

  private void redeem(LoyalShop shop, String program) {
    List<String> basis = standing();
    boolean isNext = (basis.size() + 1) % 3 == 0;
    JsonObject said = shop.evaluated(program, "400.00");
    assertThat(said.getBoolean("eligible")).as(said.encode()).isEqualTo(isNext);
    String discount = said.getString("discount_amount");
    String paid = new BigDecimal("400.00").subtract(new BigDecimal(discount)).toPlainString();
    String sale = shop.redeem(program, "400.00", discount, paid).is(201).id();
    bought.add(new Bought(sale, true, isNext ? basis : List.of()));
  }

  private void voidOne(LoyalShop shop, Random random) {
    List<Bought> voidable = bought.stream().filter(each -> !each.isVoid).toList();
    if (voidable.isEmpty()) {
      return;
    }
    Bought chosen = voidable.get(random.nextInt(voidable.size()));
    shop.cancel(chosen.sale);
    chosen.isVoid = true;
    exceptions +=
        (int)
            bought.stream()
                .filter(each -> !each.isVoid && each.rewardedFor.contains(chosen.sale))
                .count();
  }

  private static boolean isRewarded(Bought each) {
    return !each.rewardedFor.isEmpty();
  }

  private List<String> standing() {
    return bought.stream()
        .filter(each -> each.counts && !each.isVoid)
        .map(each -> each.sale)
        .toList();
  }

  private static long actual(LoyalShop shop, String program) {
    return shop.evaluated(program, "400.00")
        .getJsonArray("checks")
        .getJsonObject(0)
        .getInteger("actual");
  }
}
