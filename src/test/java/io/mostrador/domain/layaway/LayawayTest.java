package io.mostrador.domain.layaway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.domain.layaway.Layaway.Status;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.kernel.Failure;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayawayTest {

  private static final OffsetDateTime DUE = OffsetDateTime.parse("2026-12-24T18:00:00-06:00");

  private static Layaway layaway(Status status) {
    return new Layaway(
        UUID.randomUUID(),
        UUID.randomUUID(),
        status,
        new SaleTotals(new BigDecimal("100.00"), new BigDecimal("10.00")),
        new BigDecimal("40.00"),
        DUE,
        "",
        null,
        1,
        DUE.minusDays(14),
        DUE.minusDays(14),
        1);
  }

  private static void assertWrongState(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("invalid_state"));
  }

  @Test
  void what_is_due_is_the_total_without_what_was_paid() {
    assertThat(layaway(Status.ACTIVE).balanceDue()).isEqualTo("50.00");
  }

  @Test
  void it_is_due_at_the_very_instant() {
    Layaway layaway = layaway(Status.ACTIVE);
    assertThat(layaway.isDue(DUE.minusNanos(1000))).isFalse();
    assertThat(layaway.isDue(DUE)).isTrue();
    assertWrongState(() -> layaway.requireExpirable(false, DUE.minusNanos(1000)));
    assertThatCode(() -> layaway.requireExpirable(false, DUE)).doesNotThrowAnyException();
    assertThatCode(() -> layaway.requireExpirable(true, DUE.minusDays(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void more_time_is_later_than_now_and_than_before() {
    Layaway layaway = layaway(Status.ACTIVE);
    assertWrongState(() -> layaway.requireExtendable(DUE, DUE.minusDays(1)));
    assertWrongState(() -> layaway.requireExtendable(DUE.plusDays(1), DUE.plusDays(1)));
    assertThatCode(() -> layaway.requireExtendable(DUE.plusNanos(1000), DUE))
        .doesNotThrowAnyException();
    assertThatCode(() -> layaway.requireExtendable(DUE.plusDays(3), DUE.plusDays(2)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
  void what_has_ended_allows_nothing(Status status) {
    Layaway layaway = layaway(status);
    assertWrongState(layaway::requireActive);
    assertWrongState(() -> layaway.requireExpirable(true, DUE.plusDays(1)));
    assertWrongState(() -> layaway.requireExtendable(DUE.plusDays(2), DUE.minusDays(1)));
  }
}
