package io.mostrador.platform.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date; blocks, so not for an event loop. */
public final class Migrations {

  private Migrations() {}

  /**
   * Number of migrations that were applied now.
   *
   * @param zone whose days the shop means, for rows of the past that get a day
   */
  @CanIgnoreReturnValue
  public static int run(PgConnectOptions server, ZoneId zone) {
    return Flyway.configure()
        .dataSource(jdbcUrl(server), server.getUser(), server.getPassword())
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .locations("classpath:db/migration")
        .failOnMissingLocations(true) // a jar without it would serve an empty database
        .placeholders(Map.of("zone", zone.getId()))
        .connectRetries(10)
        .cleanDisabled(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /** A blocking connection for work of the same kind; the caller closes it. */
  public static Connection connect(PgConnectOptions server) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(server), server.getUser(), server.getPassword());
  }

  private static String jdbcUrl(PgConnectOptions server) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(server.getHost(), server.getPort(), server.getDatabase());
  }
}
