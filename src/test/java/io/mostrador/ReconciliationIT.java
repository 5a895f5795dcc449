package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.reports.Reconciliation.Difference;
import io.mostrador.testing.Goods;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationIT {

  @Test
  void books_that_are_right_show_no_difference_and_a_wrong_sum_is_named() throws SQLException {
    try (TestApplication application = TestApplication.withUsers(Map.of())) {
      assertThat(application.fillDemo()).isTrue();
      assertThat(application.differences()).isEmpty();

      String product = new Goods(application.admin()).product("10.00", "5");
      change(
          application, "UPDATE product_stock SET on_hand = 7 WHERE product_id = '" + product + "'");
      change(
          application,
          "UPDATE sales_month SET sales_total = sales_total + 1 WHERE lane = (SELECT min(lane) FROM"
              + " sales_month)");
      change(application, "UPDATE investor_balance SET profit = profit + 1");
      change(application, "UPDATE purchase_fact SET total = total + 1");
      change(application, "UPDATE loyalty_program_use SET uses = uses + 1");
      change(application, "UPDATE loyalty_redemption SET exceptions = exceptions + 1");
      change(application, "UPDATE sale_line SET promotion_discount = 1.00 WHERE unit_price > 5000");
      List<Difference> found = application.differences();
      assertThat(found).contains(new Difference("stock", product, "7.00", "5.00"));
      assertThat(found)
          .extracting(Difference::fact)
          .contains("month", "investor balance", "purchase", "loyalty uses", "reward", "promotion");
    }
  }

  private static void change(TestApplication application, String statement) throws SQLException {
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      assertThat(run.executeUpdate(statement)).isPositive();
    }
  }
}
