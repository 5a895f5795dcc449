package io.mostrador.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.model.Step.Operation;
import io.mostrador.testing.AuditTrail;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever sixteen clients do at once, the shop holds what was answered, and no rule is broken.
 *
 * <p>{@code -Dmostrador.seeds=200} tries more plans, {@code -Dmostrador.seed=12345} one. All share
 * a shop, so that what one plan broke may be seen after those that follow: look at the first.
 */
class InvariantsIT {

  private static final int STEPS = 300;
  private static final int SEEDS = 10;

  /** Every refusal that a rule of the shop can give to a plan; anything else is a fault. */
  private static final Set<String> REFUSALS =
      Set.of(
          "insufficient_stock",
          "invalid_payment",
          "invalid_state",
          "invalid",
          "invalid_withdrawal",
          "invalid_reinvestment",
          "forbidden");

  private static TestApplication application;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of());
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void a_seed_always_gives_the_same_plan_and_a_plan_has_everything() {
    List<Step> plan = Plan.of(7, STEPS);
    assertThat(Plan.of(7, STEPS)).isEqualTo(plan).isNotEqualTo(Plan.of(8, STEPS));
    assertThat(plan).extracting(Step::operation).contains(Operation.values());
  }

  @TestFactory
  Stream<DynamicTest> what_was_answered_is_what_the_shop_holds() {
    Long only = Long.getLong("mostrador.seed");
    LongStream seeds =
        only == null
            ? LongStream.rangeClosed(1, Integer.getInteger("mostrador.seeds", SEEDS))
            : LongStream.of(only);
    return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(long seed) throws Exception {
    ModelShop shop = new ModelShop(application);
    List<Outcome> outcomes = List.of();
    try (Connection database = application.connect()) {
      String last =
          text(database, "SELECT id::text FROM audit_log ORDER BY id DESC LIMIT 1").get(0);
      outcomes = Clients.run(shop, Plan.of(seed, STEPS));
      assertThatRefusalsAreOfTheShop(outcomes);
      Oracle oracle = new Oracle(shop, outcomes);
      assertThat(counts(database, shop))
          .as("counts that were not answered")
          .isSubsetOf(answered(outcomes))
          .doesNotHaveDuplicates();
      assertThat(oracle.doneTwice()).as("done twice").isEmpty();
      assertThat(gaps(counted(database, oracle), held(database, shop))).isEmpty();
      assertThat(audited(database, last)).isEqualTo(oracle.audited());
      assertThat(ShopRules.breaches(database)).isEmpty();
      assertThat(application.differences()).isEmpty();
      assertThat(AuditTrail.brokenLinks(database)).isEmpty();
    } catch (AssertionError wrong) {
      StringBuilder plan = new StringBuilder("seed " + seed + "\n");
      outcomes.forEach(outcome -> plan.append(outcome).append('\n'));
      System.out.println(plan); // kept in target/surefire-reports
      throw new AssertionError(
          "-Dmostrador.seed="
              + seed
              + " (what was answered is in the output): "
              + wrong.getMessage(),
          wrong);
    }
  }

  private static void assertThatRefusalsAreOfTheShop(List<Outcome> outcomes) {
    assertThat(
            outcomes.stream()
                .filter(Outcome::isRefused)
                .filter(refused -> !REFUSALS.contains(refused.json().getString("code"))))
        .as("refused for no reason of the shop")
        .isEmpty();
    assertThat(outcomes.stream().filter(Outcome::isDone).count())
        .as("too little is done to say anything")
        .isGreaterThan(STEPS / 3);
    outcomes.stream()
        .filter(outcome -> outcome.isDone() && outcome.step().operation() == Operation.SET_STOCK)
        .forEach(
            outcome ->
                assertThat(outcome.json().getString("stock"))
                    .as(outcome.toString())
                    .isEqualTo(outcome.step().units() + ".00"));
  }

  private static List<String> counts(Connection database, ModelShop shop) throws SQLException {
    return text(
        database,
        """
        SELECT product_id || ' ' || note
        FROM inventory_movement
        WHERE reference_type = 'manual_stock_adjustment' AND product_id::text IN ('%s')
        """
            .formatted(String.join("', '", shop.products)));
  }

  private static List<String> answered(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.isDone() && outcome.step().operation() == Operation.SET_STOCK)
        .map(outcome -> outcome.id() + " Paso " + outcome.step().number())
        .toList();
  }

  /** Where the shop holds something else than was answered. */
  private static List<String> gaps(Map<String, BigDecimal> answered, Map<String, BigDecimal> held) {
    Set<String> all = new TreeSet<>(answered.keySet());
    all.addAll(held.keySet());
    return all.stream()
        .filter(what -> amount(answered, what).compareTo(amount(held, what)) != 0)
        .map(what -> what + " answered " + amount(answered, what) + ", held " + amount(held, what))
        .toList();
  }

  private static BigDecimal amount(Map<String, BigDecimal> amounts, String what) {
    return amounts.getOrDefault(what, BigDecimal.ZERO);
  }

  /** What a count of the shelves changed depends on the moment, so it is read from its movement. */
  private static Map<String, BigDecimal> counted(Connection database, Oracle oracle)
      throws SQLException {
    Map<String, BigDecimal> expected = new TreeMap<>(oracle.held());
    amounts(
            database,
            """
            SELECT 'stock ' || product_id, sum(quantity_delta)
            FROM inventory_movement
            WHERE reference_type = 'manual_stock_adjustment'
            GROUP BY product_id
            """)
        .forEach(
            (product, units) ->
                expected.computeIfPresent(product, (any, before) -> before.add(units)));
    return expected;
  }

  private static Map<String, BigDecimal> held(Connection database, ModelShop shop)
      throws SQLException {
    List<String> mine = new ArrayList<>(shop.products);
    mine.addAll(shop.customers);
    mine.addAll(shop.investors);
    Map<String, BigDecimal> held =
        amounts(
            database,
            """
            SELECT 'stock ' || product_id, on_hand FROM product_stock
            UNION ALL
            SELECT 'credit ' || customer_id, balance FROM customer_credit
            UNION ALL
            SELECT kind || ' ' || investor_id, amount
            FROM investor_balance
            CROSS JOIN LATERAL (
              VALUES ('capital', capital), ('inventory', inventory), ('profit', profit)
            ) balance (kind, amount)
            """);
    held.keySet().removeIf(what -> !mine.contains(what.substring(what.indexOf(' ') + 1)));
    held.putAll(
        amounts(
            database,
            """
            SELECT 'assigned ' || id, qty_assigned
            FROM investor_assignment
            WHERE investor_id::text IN ('%s')
            """
                .formatted(String.join("', '", shop.investors))));
    return held;
  }

  private static List<String> audited(Connection database, String after) throws SQLException {
    return text(
            database,
            """
            SELECT CASE WHEN action LIKE 'investor.assignment.%%' THEN 'investor.assignment'
              ELSE action END || ' ' || entity_id
            FROM audit_log
            WHERE id > '%s'
            """
                .formatted(after))
        .stream()
        .sorted()
        .toList();
  }

  private static Map<String, BigDecimal> amounts(Connection database, String statement)
      throws SQLException {
    try (var query = database.createStatement();
        var rows = query.executeQuery(statement)) {
      Map<String, BigDecimal> amounts = new TreeMap<>();
      while (rows.next()) {
        amounts.put(rows.getString(1), rows.getBigDecimal(2));
      }
      return amounts;
    }
  }

  private static List<String> text(Connection database, String statement) throws SQLException {
    try (var query = database.createStatement();
        var rows = query.executeQuery(statement)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
