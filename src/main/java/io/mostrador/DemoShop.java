package io.mostrador;

import io.mostrador.domain.accounts.User;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Role;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.settings.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A believable shop of motorcycle gear, for people who want to try things: it is run for a month,
 * by the same operations that a till calls, on a clock that is turned back.
 */
final class DemoShop {

  static final String PASSWORD = "Mostrador-2026!";
  static final String ADMIN = "admin";
  static final String CASHIER = "ana@example.com";
  static final String INVESTOR = "ines@example.com";

  private static final int DAYS = 30;
  private static final long SEED = 2026;

  private final DemoClock clock;
  private final DemoCalls calls;
  private final Domains domains;
  private final Random random = new Random(SEED);

  private DemoShop(DemoClock clock, Domains domains) {
    this.clock = clock;
    this.domains = domains;
    this.calls = new DemoCalls(domains);
  }

  /** False when the shop is not empty; then nothing is changed. Blocks. */
  static boolean fill(Vertx vertx, Settings settings, Database database) {
    DemoClock clock = new DemoClock(Clock.system(settings.zone()));
    Domains domains =
        new Domains(
            vertx, settings, database, new BusinessTime(clock), Limiter.UNLIMITED, unheard -> {});
    return new DemoShop(clock, domains).fill();
  }

  private boolean fill() {
    if (hasProducts()) {
      return false;
    }
    clock.back(Duration.ofDays(DAYS));
    User admin = user(ADMIN, "Rosa", "Salas", Role.ADMIN);
    User cashier = user(CASHIER, "Ana", "Ruiz", Role.CASHIER);
    User investor = user(INVESTOR, "Inés", "Vega", Role.INVESTOR);
    DemoGoods goods = new DemoGoods(calls.as(admin.asActor()));
    goods.receive();
    DemoBooks books = new DemoBooks(calls.as(admin.asActor()), clock);
    books.open(goods, investor.id());
    new DemoRewards(calls.as(admin.asActor())).announce();
    books.putAside(goods, calls.as(cashier.asActor()));
    sellForAMonth(goods, calls.as(cashier.asActor()));
    new DemoBank(calls.as(admin.asActor()), clock).pay();
    return true;
  }

  private boolean hasProducts() {
    JsonObject page = calls.as(new Actor(0, "", Role.ADMIN)).send("listProducts", new JsonObject());
    return page.getInteger("count") > 0;
  }

  private User user(String username, String firstName, String lastName, Role role) {
    return domains
        .accounts
        .create(username, firstName, lastName, role, PASSWORD)
        .onErrorResumeNext(taken -> domains.accounts.named(username).toSingle())
        .blockingGet();
  }

  private void sellForAMonth(DemoGoods goods, DemoCalls till) {
    List<JsonObject> plans = till.rows("listCardPlans");
    Instant today = clock.real();
    for (int day = DAYS - 1; day >= 0; day--) {
      int sales = 2 + random.nextInt(4);
      for (int each = 0; each < sales; each++) {
        clock.set(today.minus(Duration.ofDays(day)).minusSeconds(random.nextInt(6 * 3600)));
        sell(goods, till, plans);
      }
    }
    clock.set(today);
  }

  private void sell(DemoGoods goods, DemoCalls till, List<JsonObject> plans) {
    DemoGoods.Basket basket = goods.basket(random);
    JsonObject payment = new JsonObject();
    if (random.nextInt(3) == 0) {
      payment
          .put("method", "CARD")
          .put("card_plan_id", plans.get(random.nextInt(plans.size())).getString("id"));
    } else {
      payment.put("method", "CASH");
    }
    JsonObject sale =
        new JsonObject().put("lines", basket.lines()).put("payments", new JsonArray().add(payment));
    if (random.nextInt(3) == 0) {
      int customer = random.nextInt(DemoBooks.CUSTOMERS.size());
      sale.put("customer_phone", "664555010" + customer)
          .put("customer_name", DemoBooks.CUSTOMERS.get(customer));
    }
    BigDecimal due =
        sale.containsKey("customer_phone")
            ? DemoRewards.apply(till, sale, basket.total())
            : basket.total();
    payment.put("amount", due.toPlainString());
    till.send("createAndConfirmSale", sale);
  }
}
