package io.mostrador.domain.loyalty;

import static io.mostrador.domain.loyalty.ProgramsOnPaper.TODAY;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.program;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EligibilityPropertyTest {

  private static final BigDecimal MAX_PCT = new BigDecimal("50");

  @Property
  void no_line_pays_more_than_it_can_bear(
      @ForAll("carts") Cart cart, @ForAll("benefits") Benefit benefit) {
    Benefit.Offer offer = benefit.offer(cart, MAX_PCT);

    assertThat(offer.discounts()).hasSameSizeAs(cart.lines());
    for (int i = 0; i < cart.lines().size(); i++) {
      CartLine line = cart.lines().get(i);
      BigDecimal discount = offer.discounts().get(i);
      assertThat(discount).isNotNegative().isLessThanOrEqualTo(line.net());
      assertThat(discount.scale()).isEqualTo(2);
      if (!benefit.allowBelowCost()) {
        assertThat(discount).isLessThanOrEqualTo(line.aboveCost());
      }
      if (!benefit.isFor(line)) {
        assertThat(discount).isZero();
      }
      if (cart.hasManualDiscount() && discount.signum() > 0) {
        BigDecimal most = line.amount().multiply(MAX_PCT).movePointLeft(2);
        assertThat(discount.add(line.discount())).isLessThanOrEqualTo(most);
      }
    }
  }

  @Property
  void the_discount_is_never_more_than_the_benefit_or_the_cart(
      @ForAll("carts") Cart cart, @ForAll("benefits") Benefit benefit) {
    BigDecimal discount = benefit.offer(cart, MAX_PCT).discount();
    BigDecimal eligible =
        sum(cart.lines().stream().filter(benefit::isFor).map(CartLine::net).toList());

    assertThat(discount).isLessThanOrEqualTo(cart.total().max(Decimals.ZERO));
    assertThat(discount)
        .isLessThanOrEqualTo(
            benefit.type() == Benefit.Type.AMOUNT
                ? benefit.value()
                : Decimals.money(eligible.multiply(benefit.value()).movePointLeft(2)));
    if (benefit.maxAmount() != null) {
      assertThat(discount).isLessThanOrEqualTo(benefit.maxAmount());
    }
  }

  @Property
  void cells_tell_the_same_as_looking_at_every_purchase(
      @ForAll("histories") List<Purchases.Purchase> all, @ForAll("windows") List<Window> windows) {
    Purchases naive = new Purchases(TODAY, all);
    Cuts cuts = Cuts.of(windows, TODAY);
    Tallies tallies = cut(cuts, all);

    for (Window window : windows) {
      assertThat(tallies.within(window)).isEqualTo(naive.within(window));
    }
  }

  /** What the statement does, in Java. */
  private static Tallies cut(Cuts cuts, List<Purchases.Purchase> all) {
    Tallies tallies = new Tallies(cuts);
    for (Purchases.Purchase purchase : all) {
      int span = (int) cuts.sinces().stream().filter(day -> !day.isAfter(purchase.day())).count();
      int band = band(cuts, purchase);
      if (span > 0 && band > 0) {
        int days = isBestOfDay(cuts, purchase, all) ? 1 : 0;
        tallies.add(
            new Tallies.Cell(
                span,
                band,
                1,
                days,
                purchase.total().movePointRight(2).longValueExact(),
                purchase.day()));
      }
    }
    for (int band = 1; band <= cuts.minTickets().size(); band++) {
      name(tallies, cuts, band, all);
    }
    return tallies;
  }

  /** The first one of those that reach the highest band of their day. */
  private static boolean isBestOfDay(
      Cuts cuts, Purchases.Purchase purchase, List<Purchases.Purchase> all) {
    List<Purchases.Purchase> ofDay =
        all.stream().filter(other -> other.day().equals(purchase.day())).toList();
    int highest = ofDay.stream().mapToInt(other -> band(cuts, other)).max().orElseThrow();
    return ofDay.stream()
        .filter(other -> band(cuts, other) == highest)
        .findFirst()
        .orElseThrow()
        .equals(purchase);
  }

  private static void name(Tallies tallies, Cuts cuts, int ofTicket, List<Purchases.Purchase> all) {
    new Purchases(TODAY, all)
        .newestFirst().stream()
            .filter(purchase -> band(cuts, purchase) >= ofTicket)
            .limit(Tally.MOST_SALES)
            .forEach(
                purchase ->
                    tallies.add(
                        new Tallies.Named(
                            ofTicket,
                            purchase.day(),
                            purchase
                                .day()
                                .atTime(OffsetTime.of(0, 0, purchase.number(), 0, ZoneOffset.UTC)),
                            purchase.sale())));
  }

  private static int band(Cuts cuts, Purchases.Purchase purchase) {
    return (int)
        cuts.minTickets().stream()
            .filter(smallest -> smallest.compareTo(purchase.total()) <= 0)
            .count();
  }

  @Property
  void a_programme_gives_nothing_beyond_its_limits(
      @ForAll("carts") Cart cart,
      @ForAll("benefits") Benefit benefit,
      @ForAll("cents") BigDecimal budget) {
    Condition always =
        new Condition(Metric.PURCHASE_COUNT, Operator.GTE, BigDecimal.ZERO, null, null);
    Program program = program(new Limits(2, null, 3, budget), benefit, always);
    BigDecimal spent = Decimals.ZERO;
    long uses = 0;
    for (int attempt = 0; attempt < 6; attempt++) {
      Evaluation evaluation =
          new Eligibility(TODAY, MAX_PCT)
              .of(program.having(new Uses(uses / 2, uses, spent)), History.NONE, Optional.of(cart));
      if (evaluation.discount().signum() > 0) {
        spent = spent.add(evaluation.discount());
        uses++;
      }
    }
    assertThat(uses).isLessThanOrEqualTo(3);
    assertThat(spent).isLessThanOrEqualTo(budget);
  }

  @Provide
  Arbitrary<Cart> carts() {
    return Combinators.combine(
            amounts(1, 10_00),
            amounts(0, 900_00),
            amounts(0, 500_00),
            Arbitraries.oneOf(
                Arbitraries.of(Decimals.ZERO, Decimals.ZERO, Decimals.HUNDRED), amounts(0, 100_00)),
            Arbitraries.integers().between(0, 3))
        .as(
            (qty, price, cost, pct, label) ->
                new CartLine(
                    new UUID(0, 0),
                    label == 0 ? null : new UUID(3, label),
                    null,
                    qty,
                    price,
                    cost,
                    pct))
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(EligibilityPropertyTest::numbered);
  }

  private static Cart numbered(List<CartLine> lines) {
    List<CartLine> numbered = new ArrayList<>();
    for (CartLine line : lines) {
      numbered.add(
          new CartLine(
              new UUID(2, numbered.size()),
              line.brand(),
              line.productType(),
              line.qty(),
              line.unitPrice(),
              line.unitCost(),
              line.discountPct()));
    }
    return new Cart(numbered);
  }

  @Provide
  Arbitrary<Benefit> benefits() {
    Arbitrary<TreeSet<UUID>> brands =
        Arbitraries.integers()
            .between(1, 3)
            .map(number -> new UUID(3, number))
            .set()
            .ofMaxSize(2)
            .map(TreeSet::new);
    return Combinators.combine(
            Arbitraries.of(Benefit.Type.class),
            amounts(1, 100_00),
            amounts(1, 300_00).injectNull(0.5),
            brands,
            Arbitraries.of(true, false))
        .as(
            (type, value, most, of, belowCost) ->
                new Benefit(type, value, most, of, new TreeSet<>(), belowCost));
  }

  @Provide
  Arbitrary<List<Purchases.Purchase>> histories() {
    return Combinators.combine(Arbitraries.integers().between(0, 40), amounts(0, 20))
        .as((daysAgo, total) -> new Purchases.Purchase(0, TODAY.minusDays(daysAgo), total))
        .list()
        .ofMaxSize(59)
        .map(
            all -> {
              List<Purchases.Purchase> numbered = new ArrayList<>();
              for (Purchases.Purchase one : all) {
                numbered.add(new Purchases.Purchase(numbered.size(), one.day(), one.total()));
              }
              return numbered;
            });
  }

  @Provide
  Arbitrary<List<Window>> windows() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 45).injectNull(0.2),
            Arbitraries.of("0.00", "0.05", "0.10", "0.15").map(BigDecimal::new))
        .as(Window::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<BigDecimal> cents() {
    return amounts(1, 400_00);
  }

  private static Arbitrary<BigDecimal> amounts(long smallest, long largest) {
    return Arbitraries.longs()
        .between(smallest, largest)
        .map(value -> BigDecimal.valueOf(value, 2));
  }
}
