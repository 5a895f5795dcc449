package io.mostrador.domain.cards;

import static io.mostrador.domain.cards.CardSales.card;
import static io.mostrador.domain.cards.CardSales.payment;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTablesIT {

  private static final String REPORT = "/reports/card-commissions/";
  private static final String PAYMENTS = REPORT + "payments/";
  private static final String CSV = "text/csv; charset=utf-8; header=present";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final CardSales sales = new CardSales(application);

  private static List<NamedCsvRecord> read(Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo(CSV);
    assertThat(answer.text()).startsWith("\uFEFF").doesNotContain("\uFEFF\uFEFF");
    return CsvReader.builder().ofNamedCsvRecord(answer.text().substring(1)).stream().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv | text/csv",
        "text/csv, application/json;q=0.5 | text/csv",
        "application/json | application/json",
        "application/json, text/csv;q=0.5 | application/json",
        "text/html,application/xhtml+xml,*/*;q=0.8 | application/json",
        "*/* | application/json",
        "text/csv;q=0, */* | application/json",
      })
  void the_client_says_which_of_both_it_wants(String accept, String type) {
    assertThat(admin.with("Accept", accept).get(REPORT).is(200).header("Content-Type"))
        .startsWith(type);
  }

  @Test
  void texts_are_defused_and_amounts_stay_numbers() {
    JsonObject plan = sales.plan("=1+" + System.nanoTime(), "@SUM(A1), \"ñ\"", "0.1000");
    JsonObject sale = sales.sell(card(plan, "10.00"));
    JsonObject deposit =
        new JsonObject()
            .put("deposited_amount", "8.50")
            .put("deposited_on", "2026-11-24")
            .put("reference", "-cmd|' /C calc'!A0");
    admin.post(PAYMENTS + payment(sale, 0) + "/reconcile/", deposit).is(200);

    Answer answer = admin.get(PAYMENTS + "?export=csv&sale=" + sale.getString("id")).is(200);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"pagos-con-tarjeta.csv\"");
    List<NamedCsvRecord> rows = read(answer);
    assertThat(rows).hasSize(1);
    NamedCsvRecord row = rows.get(0);
    assertThat(row.getField("card_plan_code")).isEqualTo("'" + plan.getString("code"));
    assertThat(row.getField("card_plan_label")).isEqualTo("'@SUM(A1), \"ñ\"");
    assertThat(row.getField("reference")).isEqualTo("'-cmd|' /C calc'!A0");
    assertThat(row.getField("expected_deposit")).isEqualTo("9.00");
    assertThat(row.getField("difference")).isEqualTo("-0.50");
  }

  @Test
  void the_report_as_a_table_has_the_rows_of_the_report() {
    sales.sell(card(sales.plan("0.0333"), "15.00"));
    for (String grouping : List.of("plan", "instrument", "installments", "cashier")) {
      JsonObject json = admin.get(REPORT + "?group_by=" + grouping).is(200).json();
      List<NamedCsvRecord> rows =
          read(admin.get(REPORT + "?export=csv&group_by=" + grouping).is(200));
      assertThat(rows).hasSameSizeAs(json.getJsonArray("rows"));
      for (int i = 0; i < rows.size(); i++) {
        JsonObject expected = json.getJsonArray("rows").getJsonObject(i);
        rows.get(i)
            .getFieldsAsMap()
            .forEach(
                (name, cell) ->
                    assertThat(cell)
                        .isIn("" + expected.getValue(name), "'" + expected.getValue(name)));
      }
    }
  }

  @Test
  void a_list_longer_than_a_part_arrives_whole_and_in_order() {
    JsonObject plan = sales.plan("0.0200");
    JsonObject[] payments =
        Stream.generate(() -> card(plan, "1.00")).limit(500).toArray(JsonObject[]::new);
    IntStream.range(0, 5).forEach(sale -> sales.sell(payments));
    List<NamedCsvRecord> rows =
        read(admin.get(PAYMENTS + "?export=csv&plan=" + plan.getString("code")).is(200));
    assertThat(rows).hasSize(2500);
    assertThat(rows.stream().map(row -> row.getField("id")).distinct()).hasSize(2500);
    assertThat(rows.stream().map(row -> row.getField("confirmed_at") + row.getField("id")))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void a_head_tells_the_type_without_the_table() {
    Answer head = admin.send("HEAD", PAYMENTS + "?export=csv", null).is(200);
    assertThat(head.header("Content-Type")).isEqualTo(CSV);
    assertThat(head.text()).isEmpty();
  }

  @Test
  void no_client_begins_in_the_middle() {
    JsonObject plan = sales.plan("0.0200");
    sales.sell(card(plan, "1.00"));
    String query = "?export=csv&plan=" + plan.getString("code");
    assertThat(read(admin.get(PAYMENTS + query + "&part_after=nonsense").is(200))).hasSize(1);
  }
}
