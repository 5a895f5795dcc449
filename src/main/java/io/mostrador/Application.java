package io.mostrador;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mostrador.domain.audit.AuditHeadWatch;
import io.mostrador.domain.catalog.CatalogEvent;
import io.mostrador.domain.reports.RollUps;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.bus.JobVerticle;
import io.mostrador.platform.http.Callers;
import io.mostrador.platform.http.ConnectionLimits;
import io.mostrador.platform.http.Contract;
import io.mostrador.platform.http.HealthCheck;
import io.mostrador.platform.http.HttpVerticle;
import io.mostrador.platform.http.ManagementVerticle;
import io.mostrador.platform.http.Traces;
import io.mostrador.platform.metrics.EventLoopVerticle;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Migrations;
import io.mostrador.platform.postgres.Reads;
import io.mostrador.platform.postgres.Replica;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.settings.SettingsException;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.DeploymentOptions;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One running node: started in the order in which its parts need each other, stopped in reverse.
 */
public final class Application implements AutoCloseable {

  private static final long START_WITHIN_SECONDS = 60;

  /** A database that has just started may be slow to take its first connections. */
  private static final long START_RETRIES = 5;

  private static final long STOP_WITHIN_SECONDS = 15;
  private static final String HTTP = "http";

  /** The {@code x-cache} of the operations that show the catalogue. */
  private static final String PUBLIC_CATALOG = "public-catalog";

  private final Settings settings;
  private final Groundwork ground;
  private final Backends backends;
  private final PrometheusMeterRegistry metrics;
  private final Vertx vertx;
  private final Connections connections;
  private final Optional<Replica> replica;
  private final Sharing sharing;
  private final Domains domains;
  private final List<String> deployments = new ArrayList<>();
  private volatile boolean isStopping;

  private Application(Settings settings, Groundwork ground, Backends backends, Clock clock) {
    this.settings = settings;
    this.ground = ground;
    this.backends = backends;
    this.metrics = ground.metrics;
    this.vertx = ground.vertx;
    int loops = settings.nodes().eventLoops();
    this.connections =
        new Connections(vertx, backends.postgres(), loops, settings.database().poolSize());
    this.replica =
        settings
            .database()
            .readUrl()
            .map(ServerAddress::parse)
            .map(server -> new Replica(vertx, server, settings.database().mostLag(), metrics));
    BusinessTime time = new BusinessTime(clock.withZone(settings.zone()));
    this.sharing =
        new Sharing(
            vertx,
            settings,
            backends.redis(),
            backends.postgres().getDatabase(),
            () -> replica.ifPresent(Replica::changed),
            metrics);
    Database database = new Database(connections);
    this.domains =
        new Domains(
            vertx,
            settings,
            database,
            replica.<Reads>map(standby -> standby.before(database)).orElse(database),
            time,
            sharing.limiter(),
            this::forget);
    Gauge.builder("mostrador.reports.behind", domains.rollUps, RollUps::daysBehind)
        .description("Days that have ended and are not added up for reports")
        .baseUnit("days")
        .register(metrics);
  }

  /** Stock crosses zero with many a sale, so it drops what shows it; other changes drop all. */
  private void forget(CatalogEvent event) {
    if (event instanceof CatalogEvent.AvailabilityChanged changed) {
      sharing.drop(PUBLIC_CATALOG, changed.tags());
    } else {
      sharing.drop(PUBLIC_CATALOG);
    }
  }

  /** Blocks until the node answers; whatever is wrong at start is thrown. */
  public static Application start(Settings settings, Clock clock) {
    Groundwork ground = new Groundwork(settings);
    Backends backends = null;
    Application application = null;
    try {
      backends = Backends.start(settings);
      Migrations.run(backends.postgres(), settings.zone());
      application = new Application(settings, ground, backends, clock);
      application.createFirstAdmin();
      application.deploy();
      return application;
    } catch (RuntimeException | Error failed) {
      if (application == null) {
        close(ground, backends);
      } else {
        application.close();
      }
      throw failed;
    }
  }

  private static void close(Groundwork ground, @Nullable Backends backends) {
    ground.close();
    if (backends != null) {
      backends.close();
    }
  }

  /** False when the shop is not empty; blocks. */
  @CanIgnoreReturnValue
  boolean fillDemo() {
    return DemoShop.fill(vertx, settings, domains.database);
  }

  Domains domains() {
    return domains;
  }

  /** What the node measures; also under {@code /metrics}. */
  public PrometheusMeterRegistry metrics() {
    return metrics;
  }

  private void createFirstAdmin() {
    settings
        .security()
        .adminUsername()
        .ifPresent(
            username ->
                await(
                    domains
                        .accounts
                        .createFirstAdmin(
                            username, settings.security().adminPassword().orElseThrow())
                        .retry(START_RETRIES, error -> error instanceof Failure)
                        .ignoreElement()));
  }

  private void deploy() {
    Contract contract = ground.contract();
    Set<String> local = deployDomains(contract);
    domains.jobs().forEach(this::deploy);
    deploy(new AuditHeadWatch(domains.database, domains.time, metrics).job());
    sharing.jobs().forEach(this::deploy);
    replica.map(standby -> standby.watching(domains.database)).ifPresent(this::deploy);
    deploy(() -> new EventLoopVerticle(metrics), settings.nodes().eventLoops());
    deploy(this::management, 1);
    if (settings.nodes().runs(HTTP)) {
      HttpVerticle.Parts parts = httpParts(contract, local);
      deploy(() -> new HttpVerticle(parts), settings.nodes().eventLoops());
    }
  }

  /** The names of the domains that this node runs. */
  private Set<String> deployDomains(Contract contract) {
    Set<String> local = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    for (Supplier<DomainVerticle> supplier : domains.verticles()) {
      DomainVerticle verticle = supplier.get();
      known.add(verticle.domain());
      requireSame(contract, verticle);
      if (settings.nodes().runs(verticle.domain())) {
        local.add(verticle.domain());
        deploy(supplier, settings.nodes().instancesOf(verticle.domain()));
      }
    }
    refuseMissing(contract, known, local);
    return local;
  }

  /** An operation that nobody answers, and an answer to none, are mistakes of ours. */
  private static void requireSame(Contract contract, DomainVerticle verticle) {
    Set<String> promised = contract.operationIdsOf(verticle.domain());
    if (!promised.equals(verticle.operationIds())) {
      throw new IllegalStateException(
          "contract and verticle of "
              + verticle.domain()
              + " differ: "
              + promised
              + " and "
              + new TreeSet<>(verticle.operationIds()));
    }
  }

  private void refuseMissing(Contract contract, Set<String> known, Set<String> local) {
    contract
        .operations()
        .forEach(
            operation -> {
              if (!known.contains(operation.domain())) {
                throw new IllegalStateException("no verticle for " + operation.id());
              }
            });
    if (settings.nodes().runs(HTTP) && !settings.nodes().cluster() && !local.equals(known)) {
      throw new SettingsException(
          List.of(
              "MOSTRADOR_VERTICLES should name every domain, or MOSTRADOR_CLUSTER be true: this"
                  + " node lacks "
                  + known.stream().filter(domain -> !local.contains(domain)).toList()));
    }
  }

  private HttpVerticle.Parts httpParts(Contract contract, Set<String> local) {
    Settings.Http http = settings.http();
    return new HttpVerticle.Parts(
        http.host(),
        http.port(),
        contract,
        settings.zone(),
        http.corsOrigins(),
        domains.sessions,
        sharing.limiter(),
        sharing.cache(),
        new Callers(http.trustedProxies(), http.publicBaseUrl()),
        new ConnectionLimits(http.maxConnections(), http.maxConnectionsPerAddress(), metrics),
        metrics,
        ground.traces.<Traces>map(recorded -> recorded).orElse(Traces.NONE),
        http.requestSeconds(),
        local::contains);
  }

  private ManagementVerticle management() {
    Settings.Http http = settings.http();
    HealthCheck postgres =
        new HealthCheck("postgresql", true, domains.database.read(Database::ping).ignoreElement());
    HealthCheck verticles =
        new HealthCheck(
            "verticles", true, Completable.fromAction(() -> requireAll(vertx.deploymentIDs())));
    List<HealthCheck> checks = new ArrayList<>(List.of(postgres, sharing.healthCheck(), verticles));
    replica
        .map(standby -> new HealthCheck("read-replica", false, standby.probe()))
        .ifPresent(checks::add);
    return new ManagementVerticle(http.managementHost(), http.managementPort(), metrics, checks);
  }

  /** A node that stops is not ready, so that no new request is sent to it. */
  private void requireAll(Set<String> running) {
    if (isStopping || !running.containsAll(deployments)) {
      throw new IllegalStateException("a verticle is gone or going");
    }
  }

  private void deploy(Job job) {
    deploy(() -> new JobVerticle(job, metrics), 1);
  }

  private void deploy(
      Supplier<? extends io.vertx.rxjava3.core.AbstractVerticle> supplier, int instances) {
    String id =
        vertx
            .rxDeployVerticle(supplier, new DeploymentOptions().setInstances(instances))
            .timeout(START_WITHIN_SECONDS, TimeUnit.SECONDS)
            .blockingGet();
    deployments.add(id);
  }

  /** Stops listening first, so that what is in flight is answered. */
  @Override
  public void close() {
    isStopping = true;
    for (int last = deployments.size() - 1; last >= 0; last--) {
      await(vertx.rxUndeploy(deployments.get(last)).onErrorComplete());
    }
    sharing.close();
    await(connections.close().onErrorComplete());
    replica.ifPresent(standby -> await(standby.close().onErrorComplete()));
    close(ground, backends);
  }

  private static void await(Completable work) {
    work.timeout(STOP_WITHIN_SECONDS, TimeUnit.SECONDS).blockingAwait();
  }
}
