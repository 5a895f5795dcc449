package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.mostrador.testing.TestServices;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.SqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotIT {

  private static final String COUNT =
      """
      SELECT count(*)::integer AS brands
      FROM brand
      """;

  private static final String ADD =
      """
      INSERT INTO brand (name, created_at, updated_at)
      VALUES ($1, now(), now())
      """;

  private Vertx vertx;
  private Connections connections;
  private Database database;

  @BeforeEach
  void connect() {
    vertx = Vertx.vertx();
    connections =
        new Connections(vertx, ServerAddress.parse(TestServices.get().newDatabase()), 1, 2);
    database = new Database(connections);
    awaitPatiently(database.read(SnapshotIT::count));
    awaitPatiently(database.snapshot(SnapshotIT::count));
  }

  /** The first connection of a cold process may take longer than callers are to wait. */
  private static void awaitPatiently(Single<Integer> query) {
    query.retry(10).ignoreElement().blockingAwait();
  }

  @AfterEach
  void disconnect() {
    connections.close().andThen(vertx.rxClose()).blockingAwait();
  }

  private static Single<Integer> count(SqlClient sql) {
    return Sql.one(sql, COUNT, row -> row.getInteger("brands"));
  }

  private Single<Integer> add(String brand) {
    return database.transaction(Actor.ANONYMOUS, tx -> Sql.count(tx.sql(), ADD, brand));
  }

  @Test
  void what_is_committed_meanwhile_is_not_seen() {
    int before = database.read(SnapshotIT::count).blockingGet();
    int seen =
        database
            .snapshot(
                sql -> count(sql).flatMap(first -> add("MEANWHILE")).flatMap(added -> count(sql)))
            .blockingGet();
    assertThat(seen).isEqualTo(before);
    assertThat(database.snapshot(SnapshotIT::count).blockingGet()).isEqualTo(before + 1);
  }

  @Test
  void nothing_is_written_and_the_pool_serves_on() {
    int before = database.read(SnapshotIT::count).blockingGet();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () -> database.snapshot(sql -> Sql.count(sql, ADD, "SNEAKED")).blockingGet())
          .isInstanceOf(Failure.class);
    }
    assertThat(database.snapshot(SnapshotIT::count).retry(5).blockingGet()).isEqualTo(before);
  }
}
