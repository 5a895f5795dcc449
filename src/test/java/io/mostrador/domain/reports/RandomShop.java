package io.mostrador.domain.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Some weeks of a shop's life, made up by a seeded generator; much of it happens at the very
 * beginning or end of a day.
 */
final class RandomShop {

  static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 20);
  static final int DAYS = 45;

  /** Null {@code cost} is not known; null {@code stock} never moved. */
  record Product(
      UUID id,
      String sku,
      String name,
      BigDecimal price,
      BigDecimal cost,
      BigDecimal stock,
      boolean isActive) {}

  record Assignment(
      UUID investor,
      Product product,
      BigDecimal assigned,
      BigDecimal sold,
      BigDecimal unitCost,
      OffsetDateTime createdAt) {

    BigDecimal unsold() {
      return assigned.subtract(sold);
    }
  }

  record Line(
      Product product, BigDecimal qty, BigDecimal price, BigDecimal cost, BigDecimal discountPct) {}

  record Payment(String method, BigDecimal amount, String cardType, String cardInstrument) {}

  record Portion(Product product, UUID investor, BigDecimal revenue) {}

  record Earned(
      BigDecimal rate,
      boolean isFallback,
      BigDecimal operatingCost,
      BigDecimal investorProfit,
      BigDecimal storeProfit,
      List<Portion> portions) {}

  /** A draft has no {@code confirmedAt} and earned nothing. */
  record Sale(
      UUID id,
      int cashier,
      String status,
      OffsetDateTime confirmedAt,
      BigDecimal total,
      List<Line> lines,
      List<Payment> payments,
      Earned earned) {}

  record Receipt(boolean isPosted, OffsetDateTime postedAt, BigDecimal total) {}

  record Expense(String category, BigDecimal amount, LocalDate date, String status) {}

  private final Random random;
  final List<Integer> cashiers;
  final List<UUID> investors;
  final List<Product> products;
  final List<Assignment> assignments;
  final List<Sale> sales;
  final List<Receipt> receipts;
  final List<Expense> expenses;

  /**
   * @param cashiers users that are there
   */
  RandomShop(long seed, List<Integer> cashiers) {
    this.random = new Random(seed);
    this.cashiers = cashiers;
    this.investors = list(3, i -> id());
    this.products = list(30, this::product);
    this.assignments = list(60, this::assignment);
    this.sales = list(300, i -> sale());
    this.receipts = list(40, i -> new Receipt(random.nextInt(4) > 0, instant(), amount(50_000_00)));
    this.expenses = list(80, i -> expense());
  }

  private static <T> List<T> list(int size, IntFunction<T> make) {
    return IntStream.range(0, size).mapToObj(make).toList();
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** From 0.01 up to {@code most} hundredths. */
  private BigDecimal amount(int most) {
    return BigDecimal.valueOf(1 + random.nextInt(most), 2);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private LocalDate day() {
    return FIRST_DAY.plusDays(random.nextInt(DAYS));
  }

  private OffsetDateTime instant() {
    LocalTime timeOfDay =
        switch (random.nextInt(4)) {
          case 0 -> LocalTime.MIDNIGHT;
          case 1 -> LocalTime.of(23, 59, 59, 999_999_000);
          default -> LocalTime.ofSecondOfDay(random.nextInt(24 * 60 * 60));
        };
    return day()
        .atTime(timeOfDay)
        .atZone(ZONE)
        .toOffsetDateTime()
        .withOffsetSameInstant(ZoneOffset.UTC);
  }

  private Product product(int number) {
    return new Product(
        id(),
        "SKU-" + (100 + number),
        "Producto " + number,
        amount(500_00),
        random.nextInt(4) == 0 ? null : amount(300_00),
        random.nextInt(5) == 0 ? null : amount(50_00),
        random.nextInt(5) > 0);
  }

  /** The unit cost grows with the number, since an investor has one assignment a cost. */
  private Assignment assignment(int number) {
    BigDecimal assigned = amount(40_00);
    BigDecimal sold =
        switch (random.nextInt(3)) {
          case 0 -> BigDecimal.ZERO;
          case 1 -> assigned;
          default -> BigDecimal.valueOf(random.nextInt(assigned.unscaledValue().intValue()), 2);
        };
    BigDecimal unitCost = BigDecimal.valueOf(number * 100L + 33, 2);
    return new Assignment(oneOf(investors), oneOf(products), assigned, sold, unitCost, instant());
  }

  private Sale sale() {
    String status = oneOf(List.of("CONFIRMED", "CONFIRMED", "CONFIRMED", "VOID", "DRAFT"));
    List<Line> lines = lines();
    BigDecimal total = amount(9_000_00);
    boolean isDraft = status.equals("DRAFT");
    return new Sale(
        id(),
        oneOf(cashiers),
        status,
        isDraft ? null : instant(),
        total,
        lines,
        payments(total),
        isDraft ? null : earned(lines));
  }

  private List<Line> lines() {
    List<Product> shuffled = new ArrayList<>(products);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 1 + random.nextInt(4)).stream().map(this::line).toList();
  }

  private Line line(Product product) {
    BigDecimal discountPct =
        random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(100_01), 2);
    return new Line(product, amount(5_00), amount(700_00), amount(400_00), discountPct);
  }

  private List<Payment> payments(BigDecimal total) {
    BigDecimal first = BigDecimal.valueOf(1 + random.nextInt(total.unscaledValue().intValue()), 2);
    List<Payment> payments = new ArrayList<>();
    payments.add(payment(first));
    if (first.compareTo(total) < 0) {
      payments.add(payment(total.subtract(first)));
    }
    return payments;
  }

  private Payment payment(BigDecimal amount) {
    return switch (random.nextInt(4)) {
      case 0 -> new Payment("CASH", amount, null, null);
      case 1 -> new Payment("CUSTOMER_CREDIT", amount, null, null);
      default ->
          new Payment(
              "CARD",
              amount,
              random.nextInt(3) == 0 ? null : oneOf(List.of("NORMAL", "MSI_3")),
              random.nextInt(5) == 0 ? null : oneOf(List.of("DEBIT", "CREDIT")));
    };
  }

  private Earned earned(List<Line> lines) {
    List<Portion> portions = new ArrayList<>();
    for (Line line : lines) {
      portions.add(new Portion(line.product(), null, amount(2_000_00)));
      if (random.nextBoolean()) {
        Assignment assignment = oneOf(assignments);
        portions.add(new Portion(assignment.product(), assignment.investor(), amount(2_000_00)));
      }
    }
    return new Earned(
        BigDecimal.valueOf(800 + random.nextInt(2700), 4),
        random.nextBoolean(),
        amount(900_00),
        amount(300_00),
        amount(600_00).subtract(amount(600_00)),
        portions);
  }

  private Expense expense() {
    BigDecimal amount = random.nextInt(3) == 0 ? new BigDecimal("50.00") : amount(900_00);
    return new Expense(
        oneOf(List.of("Luz", "Ámbar", "gas", "Nómina", "Ñandú", "Oficina")),
        amount,
        day(),
        oneOf(List.of("PAID", "PAID", "PENDING", "CANCELLED")));
  }
}
