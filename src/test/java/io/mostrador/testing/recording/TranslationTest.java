package io.mostrador.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {

  private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String X = "cccccccc-0000-4000-8000-000000000003";

  private final Correspondence identifiers = new Correspondence();
  private final TimeShift shift =
      new TimeShift(
          LocalDate.parse("2026-11-22"),
          LocalDate.parse("2027-01-10"),
          Duration.ofDays(49).plusMillis(1));
  private final Translation translation =
      new Translation(identifiers, shift, new Login("boss", "cost$1\\"));

  @Test
  void known_identifiers_become_live_ones_wherever_they_stand() {
    assertThat(identifiers.pair(A, X)).isTrue();
    assertThat(translation.text("/api/v1/sales/" + A + "/void/"))
        .isEqualTo("/api/v1/sales/" + X + "/void/");
    assertThat(translation.text(A)).isEqualTo(X);
  }

  @Test
  void unknown_identifiers_stay() {
    assertThat(translation.text("/api/v1/sales/" + A + "/")).isEqualTo("/api/v1/sales/" + A + "/");
  }

  @Test
  void a_secret_becomes_the_live_one_only_as_a_whole() {
    assertThat(identifiers.pair("jwt-1", "ey.1")).isTrue();
    assertThat(translation.text("jwt-1")).isEqualTo("ey.1");
    assertThat(translation.text("jwt-12")).isEqualTo("jwt-12");
  }

  @Test
  void a_secret_is_put_into_a_path_letter_by_letter() {
    assertThat(identifiers.pair(A, "to$1ken")).isTrue();
    assertThat(translation.text("/api/v1/uploads/" + A + "/"))
        .isEqualTo("/api/v1/uploads/to$1ken/");
  }

  @Test
  void the_number_of_a_user_becomes_the_live_one_in_a_path_of_users() {
    assertThat(identifiers.pairNumbers("3", "41")).isTrue();
    assertThat(translation.text("/api/v1/users/3/")).isEqualTo("/api/v1/users/41/");
    assertThat(translation.text("/api/v1/users/4/")).isEqualTo("/api/v1/users/4/");
    assertThat(translation.text("/api/v1/sales/3/")).isEqualTo("/api/v1/sales/3/");
  }

  @Test
  void placeholders_become_the_administrator() {
    assertThat(translation.value(Json.parse("[\"{admin.username}\", \"{admin.password}\"]")))
        .isEqualTo(Json.parse("[\"boss\", \"cost$1\\\\\"]"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2027-01-10",
    "2027-01-21, 2027-03-11",
    "2027-01-22, 2027-01-22",
    "2026-03-01, 2026-03-01",
    "/sales/?date_from=2026-11-22&date_to=2026-11-21,"
        + " /sales/?date_from=2027-01-10&date_to=2027-01-09",
    "12026-11-22, 12026-11-22",
    "2026-11-22-1, 2026-11-22-1",
  })
  void dates_within_sixty_days_of_the_recording_move_with_today(String recorded, String live) {
    assertThat(translation.text(recorded)).isEqualTo(live);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11, 2027-01",
    "2026-12, 2026-12",
    "2026-13, 2026-13",
    "/expenses/?month=2026-11&status=PENDING, /expenses/?month=2027-01&status=PENDING",
  })
  void the_month_of_the_recording_becomes_the_month_of_the_run(String recorded, String live) {
    assertThat(translation.text(recorded)).isEqualTo(live);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-07T17:13:22.123247+00:00, 2027-01-25T17:13:22.124247+00:00",
    "2026-12-07T17:13:22Z, 2027-01-25T17:13:22.001000+00:00",
    "2026-12-07T17:13, 2027-01-25T17:13:00.001000",
  })
  void points_in_time_move_exactly(String recorded, String live) {
    assertThat(translation.text(recorded)).isEqualTo(live);
  }

  @Test
  void values_change_at_any_depth_and_names_do_not() {
    String recorded = "{\"2026-11\": [{\"at\": \"2026-11-22\", \"n\": 12.50, \"x\": null}, true]}";
    String live = "{\"2026-11\": [{\"at\": \"2027-01-10\", \"n\": 12.50, \"x\": null}, true]}";
    assertThat(translation.value(Json.parse(recorded))).hasToString(Json.parse(live).toString());
  }

  @Test
  void a_raw_body_stays() {
    String raw = "{\"_raw\": \"{\\\"day\\\": \\\"2026-11-22\\\"\"}";
    assertThat(translation.value(Json.parse(raw))).isEqualTo(Json.parse(raw));
  }
}
