package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.kernel.Decimals;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsApiIT {

  private static final String METRICS = "/metrics/";
  private static final String REPORT = "/reports/sales/";

  /** After all that the random shop did. */
  private static final LocalDate SELLING_DAY = LocalDate.of(2027, 1, 1);

  private static TestApplication application;
  private static ApiClient admin;
  private static RandomShop shop;

  @BeforeAll
  static void openAShop() throws SQLException {
    application = TestApplication.withUsers(Map.of());
    admin = application.admin();
    shop = open(application, 1);
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static RandomShop open(TestApplication application, long seed) throws SQLException {
    RandomShop shop = new RandomShop(seed, List.copyOf(usernames(application).keySet()));
    try (Connection connection = application.connect()) {
      ShopRows.write(connection, shop);
    }
    return shop;
  }

  private static Map<Integer, String> usernames(TestApplication application) throws SQLException {
    try (Connection connection = application.connect();
        var read = connection.createStatement();
        var rows = read.executeQuery("SELECT id, username FROM app_user")) {
      Map<Integer, String> usernames = new TreeMap<>();
      while (rows.next()) {
        usernames.put(rows.getInt(1), rows.getString(2));
      }
      return usernames;
    }
  }

  @Test
  void every_figure_is_what_the_rows_add_up_to() throws SQLException {
    assertFigures(application, shop);
  }

  @Test
  void a_report_of_another_shop_takes_the_same_statements_and_adds_up_too() throws SQLException {
    try (TestApplication other = TestApplication.withUsers(Map.of())) {
      assertNothing(other.admin().get(REPORT).is(200).json());
      assertStatements(other);
      assertFigures(other, open(other, 2));
      assertStatements(other);
    }
  }

  private static void assertFigures(TestApplication application, RandomShop shop)
      throws SQLException {
    LocalDate first = RandomShop.FIRST_DAY;
    assertFigures(application, shop, null, null, 10);
    assertFigures(application, shop, first.plusDays(7), first.plusDays(20), 3);
    assertFigures(application, shop, first.plusDays(11), first.plusDays(11), 50);
    assertFigures(application, shop, first.plusDays(30), null, 1);
    assertFigures(application, shop, null, first.plusDays(12), 20);
    assertFigures(application, shop, first.minusDays(9), first.minusDays(8), 10);
  }

  private static void assertFigures(
      TestApplication application, RandomShop shop, LocalDate from, LocalDate to, int top)
      throws SQLException {
    String query =
        "?top_limit="
            + top
            + (from == null ? "" : "&date_from=" + from)
            + (to == null ? "" : "&date_to=" + to);
    NaiveReport naive = new NaiveReport(shop, from, to);
    ApiClient admin = application.admin();
    assertThat(admin.get(METRICS + query).is(200).json()).isEqualTo(naive.metrics(top));
    assertThat(admin.get(REPORT + query).is(200).json())
        .isEqualTo(naive.salesReport(top, usernames(application)));
  }

  /** Looking up the user and taking the snapshot are two of them. */
  private static void assertStatements(TestApplication application) {
    ApiClient admin = application.admin();
    assertThat(application.statementsOf(() -> admin.get(METRICS).is(200))).isEqualTo(10);
    assertThat(application.statementsOf(() -> admin.get(REPORT).is(200))).isEqualTo(13);
  }

  private static void assertNothing(JsonObject report) {
    assertThat(report.getMap())
        .containsEntry("total_sales", "0.00")
        .containsEntry("avg_ticket", "0.00")
        .containsEntry("sales_count", 0)
        .containsEntry("gross_profit", "0.00")
        .containsEntry("net_profit", "0.00")
        .containsEntry("net_sales_after_expenses", "0.00");
    assertThat(report.getJsonArray("top_products")).isEmpty();
    assertThat(report.getJsonArray("sales_by_day")).isEmpty();
    assertThat(report.getJsonArray("sales_by_cashier")).isEmpty();
    assertThat(report.getJsonObject("inventory_snapshot").getString("gross_margin_pct"))
        .isEqualTo("0.00");
    assertThat(report.getJsonObject("profitability_metrics").getString("operating_cost_rate_avg"))
        .isEqualTo("0.0000");
    assertThat(report.getJsonObject("range"))
        .isEqualTo(new JsonObject().putNull("date_from").putNull("date_to"));
  }

  @Test
  void a_sale_counts_from_its_confirmation_until_it_is_void() {
    try (TestApplication quiet = TestApplication.empty()) {
      ApiClient seller = quiet.admin();
      String product = new Goods(seller).product("100.00", "10");
      String id = seller.post("/sales/", saleOfTwo(product)).is(201).id();
      assertThat(seller.get(METRICS).is(200).json().getInteger("sales_count")).isZero();
      seller.post("/sales/" + id + "/confirm/").is(200);
      assertSaleOfTwo(seller.get(REPORT).is(200).json());
      seller.post("/sales/" + id + "/void/").is(200);
      assertThat(seller.get(METRICS).is(200).json().getString("total_sales")).isEqualTo("0.00");
    }
  }

  private static JsonObject saleOfTwo(String product) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "2")
            .put("unit_price", "100.00")
            .put("unit_cost", "60.00")
            .put("discount_pct", "5");
    JsonObject payment = new JsonObject().put("method", "CASH").put("amount", "190");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(payment));
  }

  private static void assertSaleOfTwo(JsonObject report) {
    assertThat(report.getMap())
        .containsEntry("total_sales", "190.00")
        .containsEntry("avg_ticket", "190.00")
        .containsEntry("gross_profit", "70.00")
        .containsEntry("net_sales_after_expenses", "190.00")
        .containsEntry("net_profit", "36.75");
    assertThat(report.getJsonObject("investor_metrics").getString("store_owned_sales_total"))
        .isEqualTo("190.00");
    assertThat(report.getJsonObject("profitability_metrics"))
        .isEqualTo(
            new JsonObject()
                .put("operating_cost_rate_avg", "0.1750")
                .put("operating_cost_total_allocated", "33.25")
                .put("fallback_usage_count", 1));
    assertThat(report.getJsonObject("inventory_snapshot").getString("retail_value"))
        .isEqualTo("800.00");
  }

  @Test
  void all_figures_of_a_report_are_of_one_moment() throws Exception {
    String query = "?date_from=" + SELLING_DAY + "&date_to=" + SELLING_DAY;
    AtomicBoolean isOver = new AtomicBoolean();
    Thread till = new Thread(() -> sellUntil(isOver));
    till.start();
    try {
      for (int i = 0; i < 60; i++) {
        assertAddsUp(admin.get(REPORT + query).is(200).json());
      }
    } finally {
      isOver.set(true);
      till.join();
    }
    assertThat(admin.get(METRICS + query).json().getInteger("sales_count")).isPositive();
  }

  /** Each sale with its payment in one transaction, so that they are never apart. */
  private static void sellUntil(AtomicBoolean isOver) {
    try (Connection connection = application.connect();
        var sell =
            connection.prepareStatement(
                """
                WITH sold AS (
                  INSERT INTO sale
                    (cashier_id, status, subtotal, discount_amount, total, created_at, confirmed_at)
                  VALUES (?, 'CONFIRMED', 1, 0, 1, now(), ?)
                  RETURNING id
                )
                INSERT INTO sale_payment (sale_id, position, method, amount)
                SELECT id, 0, 'CASH', 1
                FROM sold
                """)) {
      while (!isOver.get()) {
        sell.setInt(1, shop.cashiers.get(0));
        sell.setObject(2, SELLING_DAY.atTime(12, 0).atOffset(ZoneOffset.UTC));
        sell.executeUpdate();
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void assertAddsUp(JsonObject report) {
    String total = report.getString("total_sales");
    JsonArray methods = report.getJsonObject("payment_breakdown").getJsonArray("by_method");
    assertThat(sum(methods, "total_amount")).isEqualTo(total);
    assertThat(sum(report.getJsonArray("sales_by_day"), "total_sales")).isEqualTo(total);
    assertThat(sum(report.getJsonArray("sales_by_cashier"), "total_sales")).isEqualTo(total);
  }

  private static String sum(JsonArray rows, String field) {
    return rows.stream()
        .map(row -> new BigDecimal(((JsonObject) row).getString(field)))
        .reduce(Decimals.ZERO, BigDecimal::add)
        .toPlainString();
  }

  @ParameterizedTest
  @ValueSource(strings = {METRICS, REPORT})
  void a_range_that_makes_no_sense_is_named(String path) {
    admin.get(path + "?date_from=2026-11-22&date_to=2026-11-21").isInvalid("date_from");
    admin.get(path + "?date_from=2026-11-22&date_to=2026-11-22").is(200);
    admin.get(path + "?date_from=ayer").isInvalid("date_from");
    admin.get(path + "?date_to=2026-02-30").isInvalid("date_to");
  }

  @ParameterizedTest
  @CsvSource({"0", "51", "-1", "1.5", "muchos"})
  void the_number_of_products_has_limits(String limit) {
    admin.get(METRICS + "?top_limit=" + limit).isInvalid("top_limit");
    admin.get(REPORT + "?top_limit=" + limit).isInvalid("top_limit");
  }

  @Test
  void only_the_administrator_sees_reports() {
    for (String path : List.of(METRICS, REPORT)) {
      application.cashier().get(path).isRefused(403, "permission_denied");
      application.investor().get(path).isRefused(403, "permission_denied");
      application.anonymous().get(path).isRefused(401, "not_authenticated");
      admin.post(path, new JsonObject()).isRefused(405, "method_not_allowed");
    }
  }
}
