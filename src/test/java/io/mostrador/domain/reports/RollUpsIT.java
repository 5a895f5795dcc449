package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One shop with ten weeks of trade; each test leaves it added up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollUpsIT {

  private static final int DAYS = 70;
  private static final BulkOrder ORDER = new BulkOrder(300, 1500, DAYS, 7);

  private static TestApplication application;
  private static ApiClient admin;

  @BeforeAll
  static void fill() throws SQLException, IOException {
    application = TestApplication.withUsers(Map.of());
    admin = application.admin();
    assertThat(application.fillHistory(ORDER)).isTrue();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @Test
  @Order(1)
  void years_of_trade_leave_right_books_and_are_added_once() throws SQLException, IOException {
    assertThat(application.differences()).isEmpty();
    assertThat(application.fillHistory(new BulkOrder(2000, 0, 1, 1))).isTrue();
    assertThat(application.fillHistory(ORDER)).isFalse();
    assertThat(count("SELECT count(*) FROM sale")).isEqualTo(1500);
    assertThat(count("SELECT count(*) FROM product")).isEqualTo(2300);
  }

  @Test
  @Order(2)
  void reports_say_the_same_before_and_after_days_are_added_up() throws SQLException {
    forget();
    JsonObject raw = report(DAYS);
    JsonObject rawWeeks = report(17);
    application.rollUps().addUp().blockingAwait();

    assertThat(count("SELECT count(*) FROM report_day")).isGreaterThan(DAYS - 2);
    assertThat(count("SELECT count(*) FROM report_month")).isPositive();
    assertThat(report(DAYS)).isEqualTo(raw);
    assertThat(report(17)).isEqualTo(rawWeeks);
    assertThat(application.differences()).isEmpty();
  }

  @Test
  @Order(3)
  void a_void_of_an_old_sale_shows_at_once_and_after_it_is_added_up_again() throws SQLException {
    application.rollUps().addUp().blockingAwait();
    BigDecimal before = total(report(DAYS));
    JsonObject sale = admin.get("/sales/?status=CONFIRMED&page=last").is(200).results().get(0);
    admin.post("/sales/" + sale.getString("id") + "/void/", new JsonObject()).is(200);

    JsonObject stale = report(DAYS);
    assertThat(total(stale)).isEqualTo(before.subtract(new BigDecimal(sale.getString("total"))));
    application.rollUps().addUp().blockingAwait();
    assertThat(count("SELECT count(*) FROM report_stale")).isZero();
    assertThat(report(DAYS)).isEqualTo(stale);
  }

  @Test
  @Order(4)
  void a_sale_that_comes_late_is_counted_on_its_day() throws SQLException {
    application.rollUps().addUp().blockingAwait();
    BigDecimal before = total(report(DAYS));
    change(
        """
        INSERT INTO sale
          (cashier_id, status, subtotal, discount_amount, total, created_at, confirmed_at)
        SELECT id, 'CONFIRMED', 100, 0, 100, now() - interval '9 days', now() - interval '9 days'
        FROM app_user WHERE username = 'admin'
        """);

    JsonObject stale = report(DAYS);
    assertThat(total(stale)).isEqualTo(before.add(new BigDecimal("100.00")));
    application.rollUps().addUp().blockingAwait();
    assertThat(report(DAYS)).isEqualTo(stale);
  }

  @Test
  @Order(5)
  void reports_read_what_was_added_up_and_reconcile_holds_it_against_the_sales()
      throws SQLException {
    application.rollUps().addUp().blockingAwait();
    BigDecimal before = total(report(DAYS));
    change("UPDATE report_day SET total = total + 1 WHERE sales > 0");
    assertThat(total(report(DAYS))).isGreaterThan(before);
    assertThat(application.differences())
        .extracting(Reconciliation.Difference::fact)
        .contains("report day");
    forget();
  }

  private static JsonObject report(int days) {
    LocalDate today = LocalDate.now(java.time.ZoneId.of("America/Mexico_City"));
    return admin
        .get(
            "/reports/sales/?top_limit=50&date_from=%s&date_to=%s"
                .formatted(today.minusDays(days), today))
        .is(200)
        .json();
  }

  private static BigDecimal total(JsonObject report) {
    return report.getJsonArray("sales_by_day").stream()
        .map(JsonObject.class::cast)
        .map(day -> new BigDecimal(day.getString("total_sales")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** As before the first run; nothing is added up. */
  private static void forget() throws SQLException {
    change("UPDATE report_watermark SET zone = NULL, next_day = NULL");
  }

  private static void change(String statement) throws SQLException {
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      assertThat(run.executeUpdate(statement)).isPositive();
    }
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = application.connect();
        var run = connection.createStatement();
        ResultSet row = run.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
