package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Purchase;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of so many rows that most of them are counted once a day. */
class LongListIT {

  private static final int SALES = 12_000;

  /** Two a minute, until five days ago; one in three by another cashier. */
  private static final String SOLD =
      """
      INSERT INTO sale (cashier_id, status, subtotal, discount_amount, total, created_at)
      SELECT CASE WHEN mod(n, 3) = 0 THEN other.id ELSE cashier.id END, 'DRAFT', n, 0, n,
        now() - interval '5 days' - interval '30 seconds' * n
      FROM generate_series(1, %d) AS n
      CROSS JOIN (SELECT id FROM app_user WHERE username = 'caja@example.com') cashier
      CROSS JOIN (SELECT id FROM app_user WHERE username = 'otra-caja@example.com') other
      """;

  private static TestApplication application;

  @BeforeAll
  static void fill() throws SQLException {
    application = TestApplication.withUsers(Map.of());
    execute(SOLD.formatted(SALES));
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static void execute(String statement) throws SQLException {
    try (var connection = application.connect();
        var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private static Answer sales(String query) {
    return application.admin().get("/sales/?page_size=100&" + query).is(200);
  }

  private static int count(String query) {
    return sales(query).json().getInteger("count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | true
          cashier=otra-caja            | cashier_id = (SELECT id FROM app_user WHERE username LIKE 'otra%')
          min_total=100&max_total=5000 | total BETWEEN 100 AND 5000
          status=DRAFT                 | status = 'DRAFT'
          status=DRAFT&max_total=9     | status = 'DRAFT' AND total < 10
          """)
  void each_page_has_its_rows_from_whichever_end_it_is_read(String query, String where)
      throws SQLException {
    List<String> all =
        application.texts(
            "SELECT id FROM sale WHERE %s ORDER BY created_at DESC, id DESC".formatted(where));
    int pages = Math.max(1, (all.size() + 99) / 100);
    for (int page : new int[] {1, (pages + 1) / 2, Math.min(pages, pages / 2 + 2), pages}) {
      Answer answer = sales(query + "&page=" + page);
      assertThat(answer.json().getInteger("count")).isEqualTo(all.size());
      assertThat(answer.results().stream().map(row -> row.getString("id")))
          .as("page %d of %s", page, query)
          .containsExactlyElementsOf(
              all.subList(100 * page - 100, Math.min(100 * page, all.size())));
    }
    assertThat(sales(query + "&page=last").results())
        .isEqualTo(sales(query + "&page=" + pages).results());
    application
        .admin()
        .get("/sales/?page_size=100&" + query + "&page=" + (pages + 1))
        .isRefused(404, "not_found");
  }

  @Test
  void a_sale_is_counted_at_once_and_what_is_old_is_not_counted_again() throws SQLException {
    int before = count("");
    String product = new Goods(application.admin()).product("10.00", "5");
    JsonObject sale = Purchase.of(product, "10.00");
    application.cashier().post("/sales/create-and-confirm/", sale).is(201);
    assertThat(count("")).isEqualTo(before + 1);

    execute(
        """
        INSERT INTO sale (cashier_id, status, subtotal, discount_amount, total, created_at)
        SELECT id, 'DRAFT', 0, 0, 0, now() - interval '9 days'
        FROM app_user WHERE username = 'caja@example.com'
        """);
    assertThat(count("")).as("nothing but a restored copy adds what is old").isEqualTo(before + 1);
    assertThat(count("status=DRAFT")).as("what may change is counted").isEqualTo(before + 1);

    try (TestApplication started = application.anotherNode(Map.of())) {
      assertThat(started.admin().get("/sales/").is(200).json().getInteger("count"))
          .isEqualTo(before + 2);
    }
  }

  @Test
  void records_and_movements_are_listed_alike() {
    int movements = movements().getInteger("count");
    String product = new Goods(application.admin()).product("10.00", "5");
    assertThat(movements().getInteger("count")).isEqualTo(movements + 1);
    assertThat(movements().getJsonArray("results").getJsonObject(0).getString("product"))
        .isEqualTo(product);
    Answer records = application.admin().get("/audit-logs/?page=last&page_size=7").is(200);
    int total = records.json().getInteger("count");
    assertThat(records.results()).hasSize((total - 1) % 7 + 1);
  }

  private static JsonObject movements() {
    return application.admin().get("/inventory/movements/").is(200).json();
  }
}
