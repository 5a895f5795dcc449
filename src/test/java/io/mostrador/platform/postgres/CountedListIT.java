package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists whose pages are read from the nearer end, with many rows that only their ids order. */
class CountedListIT {

  private static final int SIZE = 7;

  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO customer (phone, phone_normalized, name, created_at, updated_at)
          SELECT '+52 664 ' || n, '52664' || n,
            CASE mod(n, 3) WHEN 0 THEN 'Ángel Ñandú ' || n ELSE 'Berta_' || n END,
            now(), now() - interval '1 hour' * (n / 5)
          FROM generate_series(1000, 1095) AS n
          """,
          """
          INSERT INTO customer_credit_entry (customer_id, kind, amount, created_at)
          SELECT id, 'MANUAL', 10, now() - interval '1 hour' * mod(right(phone, 4)::integer, 9)
          FROM customer
          """,
          """
          INSERT INTO layaway
            (customer_id, status, subtotal, total, amount_paid, expires_at, created_by, created_at,
             updated_at)
          SELECT c.id, CASE mod(n, 4) WHEN 0 THEN 'EXPIRED' ELSE 'ACTIVE' END, 10, 10, 1,
            date_trunc('day', now()) + interval '1 day' * mod(n, 11), u.id, now(), now()
          FROM customer c
          CROSS JOIN LATERAL (SELECT right(c.phone, 4)::integer AS n) numbered
          CROSS JOIN app_user u
          WHERE u.username = 'caja@example.com'
          """,
          """
          INSERT INTO expense
            (category, amount, expense_date, expense_type, status, month_bucket, created_at,
             updated_at)
          SELECT 'CATEGORIA ' || mod(n, 3), n, date '2026-01-01' + mod(n, 17), 'VARIABLE',
            'PENDING', date '2026-01-01' + interval '1 month' * mod(n, 2), now(), now()
          FROM generate_series(1, 90) AS n
          """);

  private static TestApplication application;

  @BeforeAll
  static void fill() throws SQLException {
    application = TestApplication.withUsers(Map.of());
    for (String rows : ROWS) {
      try (var connection = application.connect();
          var run = connection.createStatement()) {
        run.execute(rows);
      }
    }
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static Answer get(String path, String page) {
    return application.admin().get(path + "page_size=" + SIZE + "&page=" + page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /customers/?                       | customer        | true                   | updated_at DESC, id DESC
          /customers/?q=berta_&              | customer        | name LIKE 'Berta%' | updated_at DESC, id DESC
          /customers/?q=ángel ñandú&         | customer        | name LIKE 'Á%'         | updated_at DESC, id DESC
          /customers/?q=664 10&              | customer        | phone LIKE '%664 10%'  | updated_at DESC, id DESC
          /customer-credits/?                | customer_credit | true                   | updated_at DESC, id DESC
          /layaways/?                        | layaway         | true                   | status_rank, expires_at, id DESC
          /layaways/?status=ACTIVE&          | layaway         | status = 'ACTIVE'      | expires_at, id DESC
          /layaways/?customer_name=ÁNGEL&    | layaway l       | (SELECT c.name FROM customer c WHERE c.id = l.customer_id) LIKE 'Á%' | status_rank, expires_at, id DESC
          /expenses/?                        | expense         | true                   | month_bucket DESC, expense_date DESC, created_at DESC, id DESC
          /expenses/?category=Categoria 2&   | expense         | category LIKE '% 2'    | month_bucket DESC, expense_date DESC, created_at DESC, id DESC
          """)
  void pages_follow_each_other_from_whichever_end_they_are_read(
      String path, String table, String where, String order) throws SQLException {
    List<String> all =
        application.texts("SELECT id FROM %s WHERE %s ORDER BY %s".formatted(table, where, order));
    List<String> read = new ArrayList<>();
    int pages = (all.size() + SIZE - 1) / SIZE;
    String asked = path.replace(" ", "%20");
    for (int page = 1; page <= pages; page++) {
      Answer answer = get(asked, Integer.toString(page)).is(200);
      assertThat(answer.json().getInteger("count")).isEqualTo(all.size());
      answer.results().forEach(row -> read.add(row.getString("id")));
    }
    assertThat(pages).isGreaterThan(1);
    assertThat(read).containsExactlyElementsOf(all);
    assertThat(get(asked, "last").is(200).results())
        .isEqualTo(get(asked, Integer.toString(pages)).results());
    get(asked, Integer.toString(pages + 1)).isRefused(404, "not_found");
  }

  @Test
  void a_list_of_nothing_has_a_first_page() {
    for (String page : List.of("1", "last")) {
      assertThat(get("/customers/?q=nadie&", page).is(200).json().getInteger("count")).isZero();
    }
    get("/customers/?q=nadie&", "2").isRefused(404, "not_found");
  }
}
