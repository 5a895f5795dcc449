package io.mostrador.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZoneSettingTest {

  private static Settings settings(String zone) {
    return Settings.read(Map.of("MOSTRADOR_TIME_ZONE", zone));
  }

  @Test
  void the_zone_of_a_region_is_taken() {
    assertThat(settings("America/Bogota").zone()).isEqualTo(ZoneId.of("America/Bogota"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-06:00", "GMT-6", "UTC-06:00", "America/Nowhere"})
  void a_bare_offset_is_refused_since_postgresql_reads_it_the_other_way_round(String zone) {
    assertThatThrownBy(() -> settings(zone))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MOSTRADOR_TIME_ZONE");
  }
}
