package io.mostrador.domain.layaway;

import static io.mostrador.testing.PutAside.cash;
import static io.mostrador.testing.PutAside.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Patience;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.SettableClock;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shop's clock is set forward by a minute whenever a test lets layaways become due. */
class LayawayExpiryIT {

  private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LATER = Duration.ofSeconds(61);
  private static final long PATIENCE_SECONDS = 60;

  private static SettableClock clock;
  private static TestApplication application;
  private static Duration ahead = Duration.ZERO;

  private final ApiClient cashier = application.cashier();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);
  private final String phone = PutAside.newPhone();
  private final String product = goods.product("100.00", "50");

  @BeforeAll
  static void open() {
    clock = new SettableClock();
    application = TestApplication.withUsers(Map.of(), clock);
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static OffsetDateTime shopTime() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Everybody signed in before the first step, and their tokens outlive all of them. */
  private static void goOn(Duration time) {
    ahead = ahead.plus(time);
    clock.setAhead(ahead);
  }

  private static LocalDate dayOf(OffsetDateTime instant) {
    return instant.atZoneSameInstant(ZONE).toLocalDate();
  }

  /** One unit of 100.00 that is due soon; its id. */
  private String begun(String itsPhone) {
    PutAside body =
        PutAside.of(itsPhone)
            .line(product, "1", "100.00")
            .deposit("40.00")
            .dueAt(shopTime().plus(SOON));
    return cashier.post("/layaways/", body.body()).is(201).id();
  }

  private String status(String id) {
    return cashier.get("/layaways/" + id + "/").is(200).json().getString("status");
  }

  private String credit(String itsPhone) {
    return cashier.get("/customer-credits/?customer_phone=" + itsPhone).is(200).results().stream()
        .map(credit -> credit.getString("balance"))
        .findFirst()
        .orElse("none");
  }

  private List<String> ids(String query) {
    return cashier.get("/layaways/?" + query).is(200).results().stream()
        .map(row -> row.getString("id"))
        .toList();
  }

  private static void execute(Connection database, String statement, Object... values)
      throws SQLException {
    try (var change = database.prepareStatement(statement)) {
      for (int position = 0; position < values.length; position++) {
        change.setObject(position + 1, values[position]);
      }
      change.execute();
    }
  }

  /** Makes the layaway of that customer one that cannot expire: there is no room for its credit. */
  private void fillCredit(String itsPhone) throws SQLException {
    try (Connection database = application.connect()) {
      execute(
          database,
          """
          INSERT INTO customer_credit_entry
            (customer_id, kind, amount, created_at)
          SELECT id, 'MANUAL', 9999999999.99, now()
          FROM customer
          WHERE phone_normalized = ?
          """,
          itsPhone);
    }
  }

  @Test
  void what_is_due_expires_by_itself_within_a_minute() throws Exception {
    String id = begun(phone);
    boolean isDueToday = dayOf(shopTime().plus(SOON)).equals(dayOf(shopTime()));
    assertThat(ids("due_today=true&customer_phone=" + phone)).hasSize(isDueToday ? 1 : 0);
    assertThat(ids("expired=true&customer_phone=" + phone)).isEmpty();
    goOn(LATER);
    Patience.until(PATIENCE_SECONDS, () -> !status(id).equals("ACTIVE"));
    assertThat(status(id)).isEqualTo("EXPIRED");
    assertThat(credit(phone)).isEqualTo("40.00");
    assertThat(goods.stock(product)).isEqualTo("50.00");
    assertThat(ids("due_today=true&customer_phone=" + phone)).isEmpty();
    try (Connection database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .containsExactly(
              new AuditTrail.Entry("layaway.create", TestApplication.CASHIER),
              new AuditTrail.Entry("layaway.expire.auto", TestApplication.CASHIER));
    }
  }

  @Test
  void several_nodes_at_once_expire_each_layaway_once() {
    List<String> ids = IntStream.range(0, 12).mapToObj(each -> begun(phone)).toList();
    goOn(LATER);
    int expired =
        Together.times(4, node -> application.layawayExpiry().expireDue().blockingGet().expired())
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    assertThat(expired).isLessThanOrEqualTo(12);
    assertThat(application.layawayExpiry().expireDue().blockingGet().expired()).isZero();
    assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("EXPIRED"));
    assertThat(credit(phone)).isEqualTo("480.00");
    assertThat(goods.stock(product)).isEqualTo("50.00");
  }

  @Test
  void one_that_cannot_expire_does_not_stop_the_others() throws Exception {
    String before = begun(PutAside.newPhone());
    String stuck = begun(phone);
    String after = begun(PutAside.newPhone());
    fillCredit(phone);
    goOn(LATER);
    assertThat(application.layawayExpiry().expireDue().blockingGet().failed()).isPositive();
    assertThat(status(before)).isEqualTo("EXPIRED");
    assertThat(status(after)).isEqualTo("EXPIRED");
    assertThat(status(stuck)).isEqualTo("ACTIVE");
    assertThat(ids("expired=true&customer_phone=" + phone)).containsExactly(stuck);
    assertThat(goods.stock(product)).isEqualTo("49.00");
    cashier.post("/layaways/" + stuck + "/expire/").isRefused(400, "invalid");

    String credit =
        cashier
            .get("/customer-credits/?customer_phone=" + phone)
            .is(200)
            .results()
            .get(0)
            .getString("id");
    JsonObject spent = new JsonObject().put("amount", "9999999999.99");
    cashier.post("/customer-credits/" + credit + "/apply/", spent).is(200);
    assertThat(application.layawayExpiry().expireDue().blockingGet().failed()).isZero();
    assertThat(status(stuck)).isEqualTo("EXPIRED");
    assertThat(credit(phone)).isEqualTo("40.00");
  }

  @Test
  void one_that_somebody_works_on_is_left_to_the_next_run() throws Exception {
    String busy = begun(phone);
    String free = begun(PutAside.newPhone());
    goOn(LATER);
    try (Connection database = application.connect()) {
      database.setAutoCommit(false);
      execute(database, "SELECT id FROM layaway WHERE id = ?::uuid FOR UPDATE", busy);
      assertThat(application.layawayExpiry().expireDue().blockingGet().failed()).isZero();
      assertThat(status(free)).isEqualTo("EXPIRED");
      assertThat(status(busy)).isEqualTo("ACTIVE");
      database.rollback();
    }
    assertThat(application.layawayExpiry().expireDue().blockingGet().failed()).isZero();
    assertThat(status(busy)).isEqualTo("EXPIRED");
  }

  @Test
  void what_is_paid_or_extended_in_time_does_not_expire() {
    String paid = begun(phone);
    cashier.post("/layaways/" + paid + "/settle/", payments(cash("60.00"))).is(200);
    String extended = begun(phone);
    cashier
        .post(
            "/layaways/" + extended + "/extend/",
            new JsonObject().put("new_expires_at", shopTime().plusDays(1).toString()))
        .is(200);
    goOn(LATER);
    assertThat(application.layawayExpiry().expireDue().blockingGet().failed()).isZero();
    assertThat(status(paid)).isEqualTo("SETTLED");
    assertThat(status(extended)).isEqualTo("ACTIVE");
    assertThat(credit(phone)).isEqualTo("none");
    assertThat(ids("due_today=true&customer_phone=" + phone)).isEmpty();
  }

  @Test
  void a_cashier_may_expire_what_is_due() {
    String id = begun(phone);
    cashier.post("/layaways/" + id + "/expire/").isRefused(400, "invalid_state");
    goOn(LATER);
    Answer expired = cashier.post("/layaways/" + id + "/expire/");
    // The server itself may have been faster, once in a long while.
    assertThat(expired.status() == 200 || expired.json().getString("code").equals("invalid_state"))
        .as(expired.text())
        .isTrue();
    assertThat(status(id)).isEqualTo("EXPIRED");
    assertThat(credit(phone)).isEqualTo("40.00");
  }
}
