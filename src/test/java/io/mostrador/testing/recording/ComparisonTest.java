package io.mostrador.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String X = "cccccccc-0000-4000-8000-000000000003";
  private static final String Y = "dddddddd-0000-4000-8000-000000000004";

  private static final LocalDate RECORDED_ON = LocalDate.parse("2026-11-22");
  private static final LocalDate RUN_ON = LocalDate.parse("2027-01-10");

  private final Comparison comparison =
      new Comparison(new Correspondence(), new TimeShift(RECORDED_ON, RUN_ON, Duration.ZERO));

  @Test
  void the_same_answer_matches_and_another_text_does_not() {
    assertThat(problems("{'role': 'CASHIER'}", "{'role': 'CASHIER'}")).isEmpty();
    assertThat(problems("{'role': 'CASHIER'}", "{'role': 'ADMIN'}"))
        .containsExactly("$.role: 'ADMIN', expected 'CASHIER'");
  }

  @Test
  void the_status_must_be_the_recorded_one() {
    Answer recorded = answer(201, "{'qty': 1}");
    assertThat(comparison.answer(recorded, answer(201, "{'qty': 1}"))).isEmpty();
    assertThat(comparison.answer(recorded, answer(200, "{'qty': 1}")))
        .containsExactly("status 200, expected 201; body {\"qty\":1}");
  }

  @Test
  void any_refusal_with_the_error_contract_is_right_where_the_recorded_server_broke() {
    Answer broken = answer(500, "null");
    String contract = "{'code': 'invalid', 'detail': 'no', 'fields': {}}";
    assertThat(comparison.answer(broken, answer(400, contract))).isEmpty();
    assertThat(comparison.answer(broken, answer(409, contract))).isEmpty();
    assertThat(
            List.of(
                answer(500, contract),
                answer(200, contract),
                answer(399, contract),
                answer(400, "{'code': 'invalid', 'detail': 'no'}"),
                answer(400, "null")))
        .allSatisfy(live -> assertThat(comparison.answer(broken, live)).hasSize(1));
  }

  @Test
  void what_only_the_server_says_is_fine_and_what_it_leaves_out_is_not() {
    assertThat(problems("{'a': 1}", "{'a': 1, 'b': 2}")).isEmpty();
    assertThat(problems("{'a': 1, 'b': null}", "{'a': 1}")).containsExactly("$.b: missing");
  }

  @Test
  void every_difference_is_told_with_its_place() {
    assertThat(problems("{'a': [{'b': 1}, {'b': 2}], 'c': true}", "{'a': [{'b': 1}, {}]}"))
        .containsExactly("$.a[1].b: missing", "$.c: missing");
  }

  @Test
  void identifiers_may_be_others_but_the_same_others_each_time() {
    assertThat(problems(quoted(A), quoted(X))).isEmpty();
    assertThat(problems("{'sale': '" + A + "'}", "{'sale': '" + X + "'}")).isEmpty();
    assertThat(problems("{'sale': '" + A + "'}", "{'sale': '" + Y + "'}"))
        .containsExactly("$.sale: is another thing than before");
  }

  @Test
  void two_recorded_identifiers_never_become_one() {
    assertThat(problems(quoted(A), quoted(X))).isEmpty();
    assertThat(problems(quoted(B), quoted(X))).containsExactly("$: is another thing than before");
  }

  @Test
  void an_identifier_is_a_uuid() {
    assertThat(problems(quoted(A), "'" + X.substring(1) + "'"))
        .singleElement()
        .asString()
        .endsWith("is no UUID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "cashier", "cashier_id", "created_by", "paid_by", "user", "actor"})
  void numbers_of_users_correspond_one_to_one(String name) {
    assertThat(problems("{'" + name + "': 2}", "{'" + name + "': 7}")).isEmpty();
    assertThat(problems("{'user': 2}", "{'user': 7}")).isEmpty();
    assertThat(problems("{'" + name + "': 2}", "{'" + name + "': 8}")).hasSize(1);
    assertThat(problems("{'" + name + "': 3}", "{'" + name + "': 7}")).hasSize(1);
  }

  @Test
  void other_numbers_are_compared_as_numbers() {
    assertThat(problems("{'count': 2}", "{'count': 2.00}")).isEmpty();
    assertThat(problems("{'count': 2}", "{'count': 3}")).containsExactly("$.count: 3, expected 2");
    assertThat(problems("{'id': 2.5}", "{'id': 3.5}")).containsExactly("$.id: 3.5, expected 2.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access", "refresh", "upload_token"})
  void secrets_correspond_one_to_one_whatever_they_look_like(String name) {
    assertThat(problems("{'" + name + "': 'jwt-1'}", "{'" + name + "': 'ey.1'}")).isEmpty();
    assertThat(problems("{'" + name + "': 'jwt-1'}", "{'" + name + "': 'ey.2'}")).hasSize(1);
    assertThat(problems("{'" + name + "': 'jwt-2'}", "{'" + name + "': 'ey.1'}")).hasSize(1);
  }

  @Test
  void a_timestamp_is_any_timestamp() {
    String recorded = quoted("2026-11-22T11:13:17.974964-06:00");
    assertThat(problems(recorded, quoted("2027-01-10T08:00:00Z"))).isEmpty();
    assertThat(problems(recorded, quoted("2027-01-10")))
        .singleElement()
        .asString()
        .endsWith("is no timestamp");
    assertThat(problems(recorded, "null")).hasSize(1);
  }

  @Test
  void a_date_keeps_its_distance_from_the_day_of_the_run() {
    assertThat(problems(quoted("2026-11-24"), quoted("2027-01-12"))).isEmpty();
    assertThat(problems(quoted("2026-11-24"), quoted("2027-01-13")))
        .containsExactly("$: 2027-01-13, expected +2 days from today");
  }

  @Test
  void a_date_may_keep_its_day_of_the_month_and_its_distance_in_months() {
    assertThat(problems(quoted("2026-11-05"), quoted("2027-01-05"))).isEmpty();
    assertThat(problems(quoted("2026-11-05"), quoted("2027-02-05"))).hasSize(1);
    assertThat(problems(quoted("2026-11-05"), quoted("2027-01-06"))).hasSize(1);
  }

  @Test
  void a_date_may_stay_and_must_exist() {
    assertThat(problems(quoted("2026-03-01"), quoted("2026-03-01"))).isEmpty();
    assertThat(problems(quoted("2026-03-01"), quoted("2026-02-30")))
        .containsExactly("$: 2026-02-30 is no day");
    assertThat(problems(quoted("2026-03-01"), quoted("soon"))).hasSize(1);
  }

  @Test
  void a_month_is_any_month() {
    assertThat(problems(quoted("2026-11"), quoted("2027-01"))).isEmpty();
    assertThat(problems(quoted("2026-11"), quoted("January"))).hasSize(1);
  }

  @Test
  void decimals_are_compared_as_numbers() {
    assertThat(problems(quoted("0.0558"), quoted("0.05580"))).isEmpty();
    assertThat(problems(quoted("0.0558"), quoted(" 0.0558 "))).isEmpty();
    assertThat(problems(quoted("0.0558"), quoted("0.0559")))
        .containsExactly("$: 0.0559, expected 0.0558");
    assertThat(problems(quoted("0.0558"), quoted("much")))
        .containsExactly("$: 'much' is no decimal, expected 0.0558");
    assertThat(problems(quoted("0.5"), "0.5")).hasSize(1);
  }

  @Test
  void two_places_stay_two_places() {
    assertThat(problems(quoted("12.50"), quoted("12.50"))).isEmpty();
    assertThat(problems(quoted("12.50"), quoted("12.5")))
        .containsExactly("$: 12.5 has another scale than 12.50");
    assertThat(problems(quoted("12.50"), quoted("12.500"))).hasSize(1);
    assertThat(problems(quoted("12.50"), quoted("12.51"))).hasSize(1);
  }

  @Test
  void more_than_four_places_may_be_half_a_cent_off() {
    assertThat(problems(quoted("3.33333"), quoted("3.33"))).isEmpty();
    assertThat(problems(quoted("3.33333"), quoted("3.34"))).hasSize(1);
    assertThat(problems(quoted("3.3333"), quoted("3.33"))).hasSize(1);
  }

  @Test
  void a_recorded_number_may_be_a_decimal_in_a_text_half_a_cent_off() {
    assertThat(problems("437.5", quoted("437.50"))).isEmpty();
    assertThat(problems("437.5", quoted("437.505"))).isEmpty();
    assertThat(problems("437.5", quoted("437.506"))).hasSize(1);
    assertThat(problems("437.5", quoted("some"))).hasSize(1);
    assertThat(problems(quoted("437.50"), "437.50")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"detail", "note", "message", "messages", "void_reason"})
  void free_text_counts_by_its_type_only(String name) {
    assertThat(problems("{'" + name + "': 'No hay.'}", "{'" + name + "': 'None left.'}")).isEmpty();
    assertThat(problems("{'" + name + "': null}", "{'" + name + "': null}")).isEmpty();
    assertThat(problems("{'" + name + "': 'No hay.'}", "{'" + name + "': null}")).hasSize(1);
    assertThat(problems("{'" + name + "': null}", "{'" + name + "': 'Some.'}")).hasSize(1);
    assertThat(problems("{'" + name + "': 'No hay.'}", "{'" + name + "': 5}")).hasSize(1);
  }

  @Test
  void a_blanked_text_is_any_text() {
    assertThat(problems("{'code': '…'}", "{'code': 'whatever'}")).isEmpty();
    assertThat(problems("{'label': '…'}", "{'label': 'whatever'}")).isEmpty();
    assertThat(problems("{'label': '…'}", "{'label': 5}")).hasSize(1);
  }

  @Test
  void a_code_is_the_recorded_one_or_the_one_it_was_renamed_to() {
    assertThat(problems("{'code': 'invalid'}", "{'code': 'invalid'}")).isEmpty();
    assertThat(problems("{'code': 'invalid'}", "{'code': 'not_found'}")).hasSize(1);
    assertThat(problems("{'code': 'error'}", "{'code': 'not_found'}")).isEmpty();
    assertThat(problems("{'code': 'error'}", "{'code': 'error'}"))
        .containsExactly("$.code: 'error', expected 'not_found'");
  }

  @Test
  void offending_fields_are_named_whatever_is_said_of_them() {
    String recorded = "{'fields': {'qty': ['…'], 'sku': ['…']}}";
    assertThat(problems(recorded, "{'fields': {'sku': 'bad', 'qty': 1, 'x': 1}}")).isEmpty();
    assertThat(problems(recorded, "{'fields': {'sku': ['bad']}}"))
        .containsExactly("$.fields: [qty] not named, got [sku]");
    assertThat(problems(recorded, "{'fields': {}}"))
        .containsExactly("$.fields: expected the offending fields [qty, sku], got none");
  }

  @Test
  void a_field_named_by_an_identifier_may_have_another_name() {
    String recorded = "{'fields': {'" + A + "': ['…']}}";
    assertThat(problems(recorded, "{'fields': {'" + X + "': ['bad']}}")).isEmpty();
    assertThat(problems(recorded, "{'fields': {}}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "previous"})
  void a_link_counts_by_its_path_below_the_root_and_its_parameters(String name) {
    String recorded = "{'" + name + "': 'http://testserver/api/v1/sales/?page=2&q=a'}";
    String there = "{'" + name + "': 'http://127.0.0.1:8080/api/v1/";
    assertThat(problems(recorded, there + "sales/?q=a&page=2'}")).isEmpty();
    assertThat(problems(recorded, there + "sales/?q=a&page=3'}")).hasSize(1);
    assertThat(problems(recorded, there + "sales/?page=2'}")).hasSize(1);
    assertThat(problems(recorded, there + "layaways/?page=2&q=a'}")).hasSize(1);
    assertThat(problems(recorded, "{'" + name + "': null}")).hasSize(1);
  }

  @Test
  void a_link_names_the_live_identifier() {
    String recorded = "{'next': 'http://testserver/api/v1/sales/?page=2&customer=" + A + "'}";
    String live = "{'next': 'http://127.0.0.1:8080/api/v1/sales/?page=2&customer=";
    assertThat(problems(quoted(A), quoted(X))).isEmpty();
    assertThat(problems(recorded, live + X + "'}")).isEmpty();
    assertThat(problems(recorded, live + Y + "'}")).hasSize(1);
  }

  @Test
  void only_a_link_may_lead_to_another_host() {
    assertThat(problems("{'url': 'http://a/api/v1/x/'}", "{'url': 'http://b/api/v1/x/'}"))
        .hasSize(1);
  }

  @Test
  void a_list_has_as_many_items_in_the_same_order() {
    assertThat(problems("['a', 'b']", "['a', 'b']")).isEmpty();
    assertThat(problems("['a', 'b']", "['b', 'a']")).hasSize(2);
    assertThat(problems("['a', 'b']", "['a']")).containsExactly("$: 1 items, expected 2");
    assertThat(problems("['a']", "['a', 'b']")).containsExactly("$: 2 items, expected 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null", "1", "'text'", "[]", "{}"})
  void a_value_is_no_value_of_another_type(String live) {
    for (String recorded : List.of("true", "false", "null", "1", "'text'", "[]", "{}")) {
      assertThat(problems(recorded, live)).hasSize(recorded.equals(live) ? 0 : 1);
    }
  }

  private List<String> problems(String recorded, String live) {
    return comparison.answer(answer(200, recorded), answer(200, live));
  }

  /** Apostrophes stand for quotation marks. */
  private static Answer answer(int status, String body) {
    return new Answer(status, Json.parse(body.replace('\'', '"')));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
