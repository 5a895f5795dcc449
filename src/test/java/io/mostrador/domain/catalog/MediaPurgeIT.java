package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.storage.ObjectStorage;
import io.mostrador.testing.Bucket;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.MovableClock;
import io.mostrador.testing.TestServices;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaPurgeIT {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T16:00:00Z"));
  private final BusinessTime time = new BusinessTime(clock);
  private final URI address = TestServices.get().newDatabase();
  private final Bucket bucket = Bucket.start();
  private Vertx vertx;
  private Connections connections;
  private Database database;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    connections = new Connections(vertx, ServerAddress.parse(address), 1, 4);
    database = new Database(connections);
  }

  @AfterEach
  void close() {
    connections.close().blockingAwait();
    vertx.rxClose().blockingAwait();
    bucket.close();
  }

  private MediaPurge purge(Map<Setting, String> changes) {
    Map<String, String> environment = new HashMap<>();
    bucket.settings().forEach((setting, value) -> environment.put(setting.variable(), value));
    changes.forEach((setting, value) -> environment.put(setting.variable(), value));
    ObjectStorage storage =
        new ObjectStorage(
            vertx, Settings.read(environment).storage().orElseThrow(), Clock.systemUTC());
    return new MediaPurge(database, time, new AuditLog(time, () -> {}), storage);
  }

  private MediaPurge purge() {
    return purge(Map.of());
  }

  /** With both of its files, deleted and due so many days from now. */
  @CanIgnoreReturnValue
  private UUID deletedAsset(String folder, int days) throws SQLException {
    String key = "images/" + folder + "/";
    bucket.put(key + "o.png", "image/png", new byte[8]);
    bucket.put(key + "t.png", "image/png", new byte[4]);
    return deletedRow(key, days);
  }

  @CanIgnoreReturnValue
  private UUID deletedRow(String key, int days) throws SQLException {
    try (var connection = TestServices.connect(address);
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO media_asset
                  (status, original_key, thumb_key, original_url, thumb_url, mime_type, width,
                   height, size_bytes, created_at, purge_at)
                VALUES ('DELETED', ? || 'o.png', ? || 't.png', 'https://f.example/o',
                  'https://f.example/t', 'image/png', 10, 10, 8, now(), ?)
                RETURNING id
                """)) {
      insert.setString(1, key);
      insert.setString(2, key);
      insert.setObject(3, time.now().plusDays(days));
      try (var rows = insert.executeQuery()) {
        rows.next();
        return rows.getObject(1, UUID.class);
      }
    }
  }

  private String text(String query) throws SQLException {
    try (var connection = TestServices.connect(address);
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private String audited() throws SQLException {
    return text("SELECT count(*) FROM audit_log WHERE action = 'media.upload.purge'");
  }

  @Test
  void files_go_when_their_time_has_come_and_not_before() throws SQLException {
    UUID due = deletedAsset("due", 0);
    deletedAsset("later", 1);
    assertThat(purge().purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(1, 0));
    assertThat(bucket.keys()).containsExactlyInAnyOrder("images/later/o.png", "images/later/t.png");
    assertThat(text("SELECT count(*) FROM media_asset")).isEqualTo("1");
    assertThat(text("SELECT entity_id FROM audit_log WHERE action = 'media.upload.purge'"))
        .isEqualTo(due.toString());
    clock.advance(Duration.ofDays(1));
    assertThat(purge().purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(1, 0));
    assertThat(bucket.keys()).isEmpty();
    assertThat(audited()).isEqualTo("2");
  }

  @Test
  void an_asset_that_is_shown_again_keeps_its_files() throws SQLException {
    UUID asset = deletedAsset("back", 0);
    Boolean isReady =
        database
            .transaction(Actor.ANONYMOUS, tx -> new MediaStore().makeReady(tx.sql(), asset))
            .blockingGet();
    assertThat(isReady).isTrue();
    assertThat(purge().purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(0, 0));
    assertThat(bucket.keys()).hasSize(2);
  }

  @Test
  void one_asset_that_cannot_go_does_not_stop_the_others() throws SQLException {
    deletedRow("images/no address/", -1);
    deletedAsset("good", 0);
    assertThat(purge().purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(1, 1));
    assertThat(bucket.keys()).isEmpty();
    assertThat(text("SELECT status FROM media_asset")).isEqualTo("PURGING");
  }

  @Test
  void what_failed_is_tried_again_when_the_storage_is_back() throws SQLException {
    deletedAsset("patient", 0);
    MediaPurge away = purge(Map.of(Setting.S3_ENDPOINT, "http://127.0.0.1:" + FreePort.next()));
    assertThat(away.purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(0, 1));
    assertThat(audited()).isEqualTo("0");
    assertThat(purge().purge().blockingGet())
        .as("still claimed")
        .isEqualTo(new MediaPurge.Outcome(0, 0));
    clock.advance(Duration.ofMinutes(30));
    assertThat(purge().purge().blockingGet()).isEqualTo(new MediaPurge.Outcome(1, 0));
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void nodes_that_purge_at_once_purge_each_asset_once() throws SQLException {
    for (int i = 0; i < 60; i++) {
      deletedRow("images/n" + i + "/", 0);
    }
    MediaPurge.Outcome both =
        Single.zip(
                purge().purge(),
                purge().purge(),
                (one, other) ->
                    new MediaPurge.Outcome(
                        one.purged() + other.purged(), one.failed() + other.failed()))
            .blockingGet();
    assertThat(both).isEqualTo(new MediaPurge.Outcome(60, 0));
    assertThat(audited()).isEqualTo("60");
  }
}
