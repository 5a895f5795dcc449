package io.mostrador;

import io.micrometer.core.instrument.Timer;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.bulk.BulkShop;
import io.mostrador.domain.accounts.User;
import io.mostrador.domain.catalog.CatalogBaseline;
import io.mostrador.domain.layaway.LayawayExpiry;
import io.mostrador.domain.reports.Reconciliation;
import io.mostrador.domain.reports.Reconciliation.Difference;
import io.mostrador.domain.reports.ReportsBaseline;
import io.mostrador.domain.reports.RollUps;
import io.mostrador.domain.sales.SaleBaseline;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Role;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.postgres.Transaction;
import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.TestServices;
import io.reactivex.rxjava3.core.Completable;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A running server with one user of each role.
 *
 * <p>Most tests share one; a test that asserts totals, or sets something, has its own on a database
 * of its own.
 */
public final class TestApplication implements AutoCloseable {

  public static final String PASSWORD = "Mostrador-2026!";
  public static final String ADMIN = "admin";
  public static final String CASHIER = "caja@example.com";
  public static final String OTHER_CASHIER = "otra-caja@example.com";
  public static final String INVESTOR = "inversion@example.com";

  private static TestApplication shared;

  private final URI database;
  private final URI base;
  private final URI management;
  private final Application application;
  private final Map<String, ApiClient> clients = new HashMap<>();

  private TestApplication(URI database, Map<Setting, String> settings, Clock clock) {
    this.database = database;
    int port = FreePort.next();
    int managementPort = FreePort.next();
    this.base = URI.create("http://127.0.0.1:" + port);
    this.management = URI.create("http://127.0.0.1:" + managementPort);
    Map<String, String> environment = new HashMap<>();
    environment.put("MOSTRADOR_DATABASE_URL", database.toString());
    environment.put("MOSTRADOR_REDIS_URL", TestServices.get().redisUrl().toString());
    environment.put("MOSTRADOR_HTTP_HOST", "127.0.0.1");
    environment.put("MOSTRADOR_HTTP_PORT", Integer.toString(port));
    environment.put("MOSTRADOR_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("MOSTRADOR_ADMIN_USERNAME", ADMIN);
    environment.put("MOSTRADOR_ADMIN_PASSWORD", PASSWORD);
    environment.put("MOSTRADOR_RATE_LIMITS", "off");
    environment.put("MOSTRADOR_EVENT_LOOPS", "2");
    settings.forEach((setting, value) -> environment.put(setting.variable(), value));
    this.application = Application.start(Settings.read(environment), clock);
  }

  /** Started on the first call, and stopped with the run; has a user of each role. */
  public static synchronized TestApplication shared() {
    if (shared == null) {
      shared = withUsers(Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "close-shared-application"));
    }
    return shared;
  }

  /** Of its own, with nothing but the reference data and the administrator. */
  public static TestApplication empty() {
    return new TestApplication(TestServices.get().newDatabase(), Map.of(), Clock.systemUTC());
  }

  /** Of its own, with a user of each role. */
  public static TestApplication withUsers(Map<Setting, String> settings) {
    return withUsers(settings, Clock.systemUTC());
  }

  /** The same, at a time of the test's choice. */
  public static TestApplication withUsers(Map<Setting, String> settings, Clock clock) {
    TestApplication application =
        new TestApplication(TestServices.get().newDatabase(), settings, clock);
    application.create(CASHIER, Role.CASHIER);
    application.create(OTHER_CASHIER, Role.CASHIER);
    application.create(INVESTOR, Role.INVESTOR);
    return application;
  }

  /** Another node on the same database and Redis; to be closed before this one. */
  public TestApplication anotherNode(Map<Setting, String> settings) {
    return new TestApplication(database, settings, Clock.systemUTC());
  }

  private void create(String username, Role role) {
    application
        .domains()
        .accounts
        .create(username, "Nombre", "Apellido", role, PASSWORD)
        .ignoreElement()
        .blockingAwait();
  }

  Domains domains() {
    return application.domains();
  }

  /** What is kept as a sum and is not what its entries add up to. */
  public List<Difference> differences() {
    Domains domains = application.domains();
    return new Reconciliation(domains.database, domains.time).differences().blockingGet();
  }

  /** False when the shop is not empty. */
  boolean fillDemo() {
    return application.fillDemo();
  }

  public URI base() {
    return base;
  }

  public URI management() {
    return management;
  }

  /** Without a token. */
  public ApiClient anonymous() {
    return new ApiClient(base);
  }

  public ApiClient admin() {
    return as(ADMIN);
  }

  public ApiClient cashier() {
    return as(CASHIER);
  }

  public ApiClient otherCashier() {
    return as(OTHER_CASHIER);
  }

  public ApiClient investor() {
    return as(INVESTOR);
  }

  /** Signed in once, with the password that all test users have. */
  public synchronized ApiClient as(String username) {
    return clients.computeIfAbsent(username, name -> anonymous().logIn(name, PASSWORD));
  }

  /**
   * SQL statements that a call takes, BEGIN and COMMIT included: the least of several runs, since
   * jobs of the server run some of their own meanwhile.
   */
  public long statementsOf(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 4; run++) {
      long before = statements();
      call.run();
      least = Math.min(least, statements() - before);
    }
    return least;
  }

  /** SQL statements that the server has run so far, BEGIN and COMMIT included. */
  public long statements() {
    return application.metrics().find("mostrador.statements").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  /** Runs what no operation does by itself, as the administrator. */
  public void inTransaction(Function<Transaction, Completable> work) {
    Domains domains = application.domains();
    Actor actor = new Actor(1, ADMIN, Role.ADMIN);
    domains
        .database
        .transaction(actor, tx -> work.apply(tx).toSingleDefault(true))
        .ignoreElement()
        .blockingAwait();
  }

  /** A counter or gauge of the server, by its name and, where it has one, its {@code result}. */
  public double measured(String name, String result) {
    var search = application.metrics().get(name);
    return (result.isEmpty() ? search : search.tag("result", result))
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  /** Passwords and PINs that the server has hashed so far, to keep or to compare them. */
  public long hashes() {
    return application
        .metrics()
        .find("vertx.pool.queue.time")
        .tag("pool_name", "passwords")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  /** What the clock wakes on every node, to be run by tests at a moment of their choice. */
  public LayawayExpiry layawayExpiry() {
    return application.domains().layawayExpiry;
  }

  public RollUps rollUps() {
    return application.domains().rollUps;
  }

  /** For benches. */
  public SaleBaseline saleBaseline() {
    Domains domains = application.domains();
    User cashier = domains.accounts.named(CASHIER).blockingGet();
    return new SaleBaseline(domains.database, domains.sales, cashier.asActor());
  }

  /** For benches. */
  public CatalogBaseline catalogBaseline() {
    return new CatalogBaseline(application.domains().publicCatalog);
  }

  /** Of the shop's days. */
  public ZoneId zone() {
    return application.domains().time.zone();
  }

  /** For benches; to be closed. */
  public ReportsBaseline reportsBaseline() {
    return new ReportsBaseline(ServerAddress.parse(database), application.domains().time);
  }

  /** Years of trade, as {@code seed-demo --products --sales} writes them. */
  public boolean fillHistory(BulkOrder order) throws SQLException, IOException {
    return BulkShop.fill(
        ServerAddress.parse(database), order, application.domains().time, done -> {});
  }

  /** A plain connection to its database, for what no operation shows. */
  public Connection connect() throws SQLException {
    return TestServices.connect(database);
  }

  /** The first column of what a query finds, in its order. */
  public List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = connect();
        var run = connection.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() {
    application.close();
  }
}
