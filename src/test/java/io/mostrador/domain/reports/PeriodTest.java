package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @Test
  void one_day_is_a_period() {
    Period period = new Period(DAY, DAY);
    assertThat(period.firstDay()).isEqualTo(DAY);
    assertThat(period.lastDay()).isEqualTo(DAY);
    assertThat(period.toJson())
        .isEqualTo(new JsonObject().put("date_from", "2026-11-22").put("date_to", "2026-11-22"));
  }

  @Test
  void an_open_end_takes_in_every_day_the_contract_can_name() {
    Period period = new Period(null, null);
    assertThat(period.firstDay()).isEqualTo("1900-01-01");
    assertThat(period.lastDay()).isEqualTo("9998-12-31");
    assertThat(period.toJson()).isEqualTo(new JsonObject().putNull("date_from").putNull("date_to"));
  }

  @Test
  void it_does_not_end_before_it_begins() {
    assertThatThrownBy(() -> new Period(DAY, DAY.minusDays(1)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.fields().fieldNames()).containsExactly("date_from"));
  }
}
