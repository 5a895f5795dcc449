package io.mostrador.testing;

import io.mostrador.platform.embedded.EmbeddedServices;
import io.mostrador.platform.postgres.Migrations;
import io.mostrador.platform.postgres.ServerAddress;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL and one Redis for the whole run, and a migrated template that databases are cloned
 * from: containers where a Docker engine answers, else the embedded ones.
 */
public final class TestServices {

  private static final Logger log = LoggerFactory.getLogger(TestServices.class);
  private static final String TEMPLATE = "mostrador_template";
  private static final AtomicInteger clones = new AtomicInteger();
  private static TestServices instance;

  private final PgConnectOptions server;
  private final URI redisUrl;

  private TestServices(URI databaseUrl, URI redisUrl) {
    this.server = ServerAddress.parse(databaseUrl);
    this.redisUrl = redisUrl;
    execute("CREATE DATABASE " + TEMPLATE);
    Migrations.run(
        new PgConnectOptions(server).setDatabase(TEMPLATE), ZoneId.of("America/Mexico_City"));
  }

  /** Started on the first call. */
  public static synchronized TestServices get() {
    if (instance == null) {
      instance = hasDocker() ? containers() : embedded();
    }
    return instance;
  }

  public URI redisUrl() {
    return redisUrl;
  }

  /** The address of a database of its own, migrated and without data of the shop. */
  public URI newDatabase() {
    String name = "test_" + clones.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return URI.create(
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                server.getUser(), server.getPassword(), server.getHost(), server.getPort(), name));
  }

  /** A plain connection, for what no operation shows. */
  public static Connection connect(URI database) throws SQLException {
    PgConnectOptions address = ServerAddress.parse(database);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(address.getHost(), address.getPort(), address.getDatabase()),
        address.getUser(),
        address.getPassword());
  }

  private void execute(String statement) {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(server.getHost(), server.getPort(), server.getDatabase());
    try (Connection connection =
            DriverManager.getConnection(url, server.getUser(), server.getPassword());
        var run = connection.createStatement()) {
      run.execute(statement);
    } catch (SQLException broken) {
      throw new IllegalStateException(statement, broken);
    }
  }

  private static boolean hasDocker() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException none) {
      return false;
    }
  }

  private static TestServices embedded() {
    log.info("tests run on the embedded PostgreSQL and Redis");
    EmbeddedServices services = EmbeddedServices.startThrowaway();
    return new TestServices(URI.create(services.databaseUrl()), URI.create(services.redisUrl()));
  }

  @SuppressWarnings("resource") // they last until the run ends
  private static TestServices containers() {
    log.info("tests run on PostgreSQL and Redis in containers");
    PostgreSQLContainer<?> postgres =
        new PostgreSQLContainer<>(DockerImageName.parse("postgres:18.1"));
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse("redis:8.2")).withExposedPorts(6379);
    postgres.start();
    redis.start();
    return new TestServices(
        URI.create(
            "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                    postgres.getUsername(),
                    postgres.getPassword(),
                    postgres.getHost(),
                    postgres.getFirstMappedPort(),
                    postgres.getDatabaseName())),
        URI.create("redis://" + redis.getHost() + ":" + redis.getFirstMappedPort()));
  }
}
