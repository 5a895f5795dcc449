package io.mostrador.domain.cards;

import static io.mostrador.domain.cards.CardSales.card;
import static io.mostrador.domain.cards.CardSales.cash;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sold, the reports tie to the cent. */
class RandomCardSalesIT {

  private static final List<String> RATES = List.of("0.0000", "0.0125", "0.0558", "0.3333", "1");
  private static final int HOURS_OF_A_TURN = 7;
  private static final int TURNS = 8;

  private static final List<String> MOVE =
      List.of(
          "UPDATE sale SET confirmed_at = confirmed_at - interval '%d hours' WHERE id = '%s'",
          """
          UPDATE sale_payment SET confirmed_at = confirmed_at - interval '%d hours'
          WHERE sale_id = '%s'
          """,
          """
          UPDATE sale_profitability SET confirmed_at = confirmed_at - interval '%d hours'
          WHERE sale_id = '%s'
          """);

  private record Paid(JsonObject sale, JsonObject payment) {

    String day() {
      return sale.getString("confirmed_at").substring(0, 10);
    }

    BigDecimal amount() {
      return new BigDecimal(payment.getString("amount"));
    }

    BigDecimal commission() {
      return amount()
          .multiply(new BigDecimal(payment.getString("commission_rate")))
          .setScale(2, RoundingMode.HALF_UP);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void every_report_is_what_the_sales_add_up_to(long seed) throws SQLException {
    Random random = new Random(seed);
    try (TestApplication application = TestApplication.withUsers(Map.of())) {
      ApiClient admin = application.admin();
      List<CardSales> tills =
          List.of(
              new CardSales(admin, application.cashier()),
              new CardSales(admin, application.otherCashier()));
      List<JsonObject> sold = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        for (JsonObject sale : sellForATurn(tills.get(turn % 2), random)) {
          sold.add(moved(application, sale, turn * HOURS_OF_A_TURN));
        }
      }
      List<String> days = sold.stream().map(RandomCardSalesIT::day).distinct().sorted().toList();
      assertTied(admin, sold, "0000", "9999", "");
      String first = days.get(0);
      String second = days.get(1);
      assertTied(admin, sold, first, first, "&date_from=" + first + "&date_to=" + first);
      assertTied(admin, sold, second, "9999", "&date_from=" + second);
    }
  }

  /** As if it had been confirmed earlier: the clock of a running shop cannot be turned back. */
  private static JsonObject moved(TestApplication application, JsonObject sale, int hours)
      throws SQLException {
    String id = sale.getString("id");
    try (Connection connection = application.connect();
        var move = connection.createStatement()) {
      for (String statement : MOVE) {
        assertThat(move.executeUpdate(statement.formatted(hours, id))).isNotNegative();
      }
    }
    return application.admin().get("/sales/" + id + "/").is(200).json();
  }

  /** The sales that were not voided. */
  private static List<JsonObject> sellForATurn(CardSales sales, Random random) {
    List<JsonObject> plans = RATES.stream().map(sales::plan).toList();
    List<JsonObject> confirmed = new ArrayList<>();
    for (int each = 0; each < 6; each++) {
      JsonObject sale =
          sales.sell(
              Stream.generate(() -> payment(random, plans))
                  .limit(1 + random.nextInt(4))
                  .toArray(JsonObject[]::new));
      if (random.nextInt(5) == 0) {
        sales.voidSale(sale);
      } else {
        confirmed.add(sale);
      }
    }
    return confirmed;
  }

  private static JsonObject payment(Random random, List<JsonObject> plans) {
    String amount = BigDecimal.valueOf(1 + random.nextInt(50_000), 2).toPlainString();
    return random.nextInt(4) == 0
        ? cash(amount)
        : card(plans.get(random.nextInt(plans.size())), amount);
  }

  private static String day(JsonObject sale) {
    return sale.getString("confirmed_at").substring(0, 10);
  }

  private static void assertTied(
      ApiClient admin, List<JsonObject> all, String from, String to, String range) {
    List<JsonObject> sold =
        all.stream()
            .filter(sale -> day(sale).compareTo(from) >= 0 && day(sale).compareTo(to) <= 0)
            .toList();
    List<Paid> paid =
        sold.stream()
            .flatMap(
                sale ->
                    objects(sale.getJsonArray("payments")).map(payment -> new Paid(sale, payment)))
            .filter(each -> each.payment().getString("method").equals("CARD"))
            .toList();
    assertRows(admin, paid, "plan" + range, "card_plan_code", each -> text(each, "card_plan_code"));
    assertRows(admin, paid, "instrument" + range, "card_instrument", each -> "CREDIT");
    assertRows(admin, paid, "installments" + range, "installments_months", each -> "6");
    assertRows(admin, paid, "day" + range, "confirmed_at__date", Paid::day);
    assertRows(
        admin,
        paid,
        "cashier" + range,
        "cashier__username",
        each -> each.sale().getString("cashier_username"));

    JsonObject report = report(admin, "plan" + range);
    BigDecimal earned =
        sum(
            sold.stream()
                .map(sale -> sale.getJsonObject("profitability_breakdown"))
                .map(breakdown -> new BigDecimal(breakdown.getString("commission_amount"))));
    assertThat(report.getString("profitability_commission_total")).isEqualTo(earned.toString());
    assertThat(report.getString("rounding_difference"))
        .isEqualTo(sum(paid.stream().map(Paid::commission)).subtract(earned).toString());
    JsonObject totals = report.getJsonObject("totals");
    JsonObject cards =
        objects(
                admin
                    .get("/reports/sales/?" + range)
                    .is(200)
                    .json()
                    .getJsonObject("payment_breakdown")
                    .getJsonArray("by_method"))
            .filter(method -> method.getString("method").equals("CARD"))
            .findFirst()
            .orElseThrow();
    assertThat(totals.getString("gross_amount")).isEqualTo(cards.getString("total_amount"));
    assertThat(totals.getInteger("transactions")).isEqualTo(cards.getInteger("transactions"));
  }

  private static void assertRows(
      ApiClient admin,
      List<Paid> paid,
      String grouping,
      String keyName,
      Function<Paid, String> key) {
    List<JsonObject> rows = objects(report(admin, grouping).getJsonArray("rows")).toList();
    Map<String, List<Paid>> expected = paid.stream().collect(groupingBy(key));
    assertThat(rows).hasSize(expected.size());
    for (JsonObject row : rows) {
      List<Paid> group = expected.get("" + row.getValue(keyName));
      BigDecimal gross = sum(group.stream().map(Paid::amount));
      BigDecimal commission = sum(group.stream().map(Paid::commission));
      assertThat(row.getInteger("transactions")).isEqualTo(group.size());
      assertThat(row.getString("gross_amount")).isEqualTo(gross.toString());
      assertThat(row.getString("commission_amount")).isEqualTo(commission.toString());
      assertThat(row.getString("net_amount")).isEqualTo(gross.subtract(commission).toString());
    }
  }

  private static JsonObject report(ApiClient admin, String grouping) {
    return admin.get("/reports/card-commissions/?group_by=" + grouping).is(200).json();
  }

  private static String text(Paid paid, String field) {
    return paid.payment().getString(field);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
