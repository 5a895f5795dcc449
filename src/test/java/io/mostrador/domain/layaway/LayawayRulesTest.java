package io.mostrador.domain.layaway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.domain.layaway.LayawayInput.LineInput;
import io.mostrador.domain.sales.Payment;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LayawayRulesTest {

  private static final long TEN_THOUSAND = 10_000;

  private static BigDecimal hundredths(long value) {
    return BigDecimal.valueOf(value, 2);
  }

  private static LineInput line(long qty, long price, long pct) {
    return new LineInput(
        UUID.randomUUID(), hundredths(qty), hundredths(price), Decimals.ZERO, hundredths(pct));
  }

  private static Payment cash(BigDecimal amount) {
    return Payment.of(Payment.Method.CASH, amount, null);
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  /** Cents, from an exact count of `parts` to the cent; halves to the even neighbour. */
  private static BigInteger halfEven(BigInteger exact, long parts) {
    BigInteger[] divided = exact.divideAndRemainder(BigInteger.valueOf(parts));
    int aboveHalf = divided[1].shiftLeft(1).compareTo(BigInteger.valueOf(parts));
    boolean isUp = aboveHalf > 0 || (aboveHalf == 0 && divided[0].testBit(0));
    return isUp ? divided[0].add(BigInteger.ONE) : divided[0];
  }

  @Property
  void amount_and_discount_of_each_line_are_rounded_half_even(
      @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 1, max = 99_999) Long> quantities,
      @ForAll @LongRange(min = 0, max = 9_999_999) long price,
      @ForAll @LongRange(min = 0, max = 10_000) long pct) {
    List<LineInput> lines = new ArrayList<>();
    BigInteger subtotal = BigInteger.ZERO;
    BigInteger discount = BigInteger.ZERO;
    for (long qty : quantities) {
      lines.add(line(qty, price, pct));
      BigInteger exact = BigInteger.valueOf(qty).multiply(BigInteger.valueOf(price));
      subtotal = subtotal.add(halfEven(exact, 100));
      discount =
          discount.add(halfEven(exact.multiply(BigInteger.valueOf(pct)), 100 * TEN_THOUSAND));
    }
    SaleTotals totals = LayawayRules.totals(LayawayRules.lines(lines));
    assertThat(totals.subtotal()).isEqualTo(new BigDecimal(subtotal, 2));
    assertThat(totals.discountAmount()).isEqualTo(new BigDecimal(discount, 2));
    assertThat(totals.total()).isNotNegative();
  }

  @Property
  void a_deposit_is_at_most_the_total(
      @ForAll @LongRange(min = 1, max = 1_000_00) long total,
      @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 1, max = 500_00) Long> deposits) {
    List<Payment> payments = deposits.stream().map(amount -> cash(hundredths(amount))).toList();
    long sum = deposits.stream().mapToLong(Long::longValue).sum();
    ThrowingCallable check = () -> LayawayRules.checkDeposits(payments, hundredths(total));
    if (sum > total) {
      assertRefused("invalid", check);
    } else {
      assertThatCode(check).doesNotThrowAnyException();
    }
  }

  @Property
  void a_payment_is_at_most_and_a_settlement_exactly_what_is_due(
      @ForAll @LongRange(min = 0, max = 1_000) long due,
      @ForAll @LongRange(min = 0, max = 1_000) long paid) {
    ThrowingCallable pay = () -> LayawayRules.requireAtMost(hundredths(due), hundredths(paid));
    ThrowingCallable settle = () -> LayawayRules.requireAll(hundredths(due), hundredths(paid));
    if (paid > due) {
      assertRefused("invalid_payment", pay);
    } else {
      assertThatCode(pay).doesNotThrowAnyException();
    }
    if (paid == due) {
      assertThatCode(settle).doesNotThrowAnyException();
    } else {
      assertRefused("invalid_payment", settle);
    }
  }

  @Test
  void credit_is_only_what_is_paid_by_credit() {
    List<Payment> payments =
        List.of(
            cash(hundredths(1_00)),
            Payment.of(Payment.Method.CUSTOMER_CREDIT, hundredths(2_00), null),
            Payment.of(Payment.Method.CUSTOMER_CREDIT, hundredths(3_50), null));
    assertThat(LayawayRules.credit(payments)).isEqualTo("5.50");
    assertThat(LayawayRules.sum(payments)).isEqualTo("6.50");
    assertThat(LayawayRules.credit(List.of())).isEqualTo("0.00");
  }

  @Test
  void the_largest_layaway_is_the_largest_amount_there_is() {
    long largest = 999_999_999_999L;
    assertThat(LayawayRules.totals(LayawayRules.lines(List.of(line(1_00, largest, 0)))).total())
        .isEqualTo("9999999999.99");
    assertRefused(
        "invalid", () -> LayawayRules.totals(LayawayRules.lines(List.of(line(1_01, largest, 0)))));
  }
}
