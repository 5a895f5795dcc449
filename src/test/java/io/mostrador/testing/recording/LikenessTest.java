package io.mostrador.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {

  private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String X = "cccccccc-0000-4000-8000-000000000003";
  private static final String Y = "dddddddd-0000-4000-8000-000000000004";

  private static final LocalDate RECORDED_ON = LocalDate.parse("2026-11-22");
  private static final LocalDate RUN_ON = LocalDate.parse("2027-01-10");

  private final Comparison comparison =
      new Comparison(new Correspondence(), new TimeShift(RECORDED_ON, RUN_ON, Duration.ZERO));

  @ParameterizedTest
  @ValueSource(strings = {"lines", "payments"})
  void items_of_lines_and_payments_come_in_any_order(String name) {
    String two =
        "{'%s': [{'id': '%s', 'sku': 'A', 'qty': 1}, {'id': '%s', 'sku': 'B', 'qty': %s}]}";
    String recorded = two.formatted(name, A, B, 2);
    String reversed =
        "{'%s': [{'id': '%s', 'sku': 'B', 'qty': '2.00'}, {'id': '%s', 'sku': 'A', 'qty': 1}]}";
    assertThat(problems(recorded, reversed.formatted(name, Y, X))).isEmpty();
    assertThat(problems(recorded, two.formatted(name, X, Y, 3)))
        .containsExactly("$." + name + "[1].qty: 3, expected 2");
    assertThat(problems(recorded, reversed.formatted(name, X, Y)))
        .containsExactly(
            "$." + name + "[0].id: is another thing than before",
            "$." + name + "[1].id: is another thing than before");
  }

  @Test
  void items_are_put_side_by_side_by_no_identifier_time_or_free_text() {
    String item = "{'a_id': '%s', 'at': '2026-11-22T11:13:1%d-06:00', 'note': '%s', 'qty': %d}";
    String recorded = lines(item.formatted(A, 1, "a", 1), item.formatted(B, 2, "b", 2));
    assertThat(
            problems(recorded, lines(item.formatted(Y, 3, "c", 1), item.formatted(X, 3, "c", 2))))
        .isEmpty();
    assertThat(
            problems(recorded, lines(item.formatted(Y, 4, "c", 1), item.formatted(X, 3, "c", 2))))
        .isEmpty();
    assertThat(
            problems(recorded, lines(item.formatted(Y, 3, "d", 1), item.formatted(X, 3, "c", 2))))
        .isEmpty();
    assertThat(
            problems(recorded, lines(item.formatted(Y, 3, "c", 1), item.formatted(X, 3, "c", 3))))
        .containsExactly("$.lines[1].qty: 3, expected 2");
  }

  @Test
  void items_are_put_side_by_side_by_no_member_that_only_the_server_has() {
    String recorded = lines("{'qty': 1}", "{'qty': 2}");
    assertThat(problems(recorded, lines("{'a': 'y', 'qty': 1}", "{'a': 'x', 'qty': 2}"))).isEmpty();
    assertThat(problems(recorded, lines("{'a': 'y', 'qty': 1}", "{'a': 'x', 'qty': 3}")))
        .hasSize(1);
  }

  @Test
  void items_are_put_side_by_side_whatever_the_notation_of_numbers() {
    String recorded = lines("{'qty': 1, 'sku': 'A'}", "{'qty': 1.5, 'sku': 'B'}");
    String live = lines("{'qty': '%s', 'sku': 'A'}", "{'qty': '%s', 'sku': 'B'}");
    assertThat(problems(recorded, live.formatted("1", "1.5"))).isEmpty();
    assertThat(problems(recorded, live.formatted("1.00", "1.500"))).isEmpty();
    assertThat(problems(recorded, live.formatted("1", "1.6"))).hasSize(1);
  }

  @Test
  void items_are_put_side_by_side_by_no_flag() {
    assertThat(
            problems(
                lines("{'is_new': true, 'qty': 1}", "{'is_new': false, 'qty': 2}"),
                lines("{'is_new': false, 'qty': 1}", "{'is_new': true, 'qty': 2}")))
        .containsExactly(
            "$.lines[0].is_new: false, expected true", "$.lines[1].is_new: true, expected false");
  }

  @Test
  void items_of_another_list_keep_their_order() {
    assertThat(problems("{'results': [{'a': 1}, {'a': 2}]}", "{'results': [{'a': 2}, {'a': 1}]}"))
        .hasSize(2);
  }

  private List<String> problems(String recorded, String live) {
    return comparison.answer(answer(200, recorded), answer(200, live));
  }

  /** Apostrophes stand for quotation marks. */
  private static Answer answer(int status, String body) {
    return new Answer(status, Json.parse(body.replace('\'', '"')));
  }

  private static String lines(String first, String second) {
    return "{'lines': [" + first + ", " + second + "]}";
  }
}
