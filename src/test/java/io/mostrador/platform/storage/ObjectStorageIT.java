package io.mostrador.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.settings.StorageSettings;
import io.mostrador.testing.Bucket;
import io.mostrador.testing.FreePort;
import io.vertx.rxjava3.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObjectStorageIT {

  private static final byte[] PICTURE = {1, 2, 3, 4, 5};

  private static Vertx vertx;
  private static Bucket bucket;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    bucket = Bucket.start();
  }

  @AfterAll
  static void stop() {
    vertx.rxClose().blockingAwait();
    bucket.close();
  }

  private static ObjectStorage storage(Map<Setting, String> changes, Clock clock) {
    Map<String, String> environment = new HashMap<>();
    bucket.settings().forEach((setting, value) -> environment.put(setting.variable(), value));
    changes.forEach((setting, value) -> environment.put(setting.variable(), value));
    StorageSettings settings = Settings.read(environment).storage().orElseThrow();
    return new ObjectStorage(vertx, settings, clock);
  }

  private static ObjectStorage storage() {
    return storage(Map.of(), Clock.systemUTC());
  }

  /** The status that the storage answers. */
  private static int put(SignedUpload upload, byte[] content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upload.url())
            .method(upload.method(), HttpRequest.BodyPublishers.ofByteArray(content));
    upload.headers().forEach(request::header);
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void what_is_uploaded_is_found_until_it_is_deleted() {
    ObjectStorage storage = storage();
    String key = "images/a/original.jpg";
    assertThat(storage.find(key).blockingGet()).isNull();
    assertThat(put(storage.signUpload(key, "image/jpeg", PICTURE.length), PICTURE)).isEqualTo(200);
    assertThat(storage.find(key).blockingGet())
        .isEqualTo(new StoredObject("image/jpeg", PICTURE.length));
    assertThat(storage.publicUrl(key)).isEqualTo("https://fotos.example/images/a/original.jpg");
    storage.delete(key).blockingAwait();
    assertThat(storage.find(key).blockingGet()).isNull();
    storage.delete(key).blockingAwait();
  }

  @Test
  void an_upload_of_another_size_or_type_is_refused_by_the_storage() {
    ObjectStorage storage = storage();
    SignedUpload upload = storage.signUpload("images/b/original.jpg", "image/jpeg", PICTURE.length);
    assertThat(put(upload, new byte[6])).isEqualTo(403);
    SignedUpload asPage =
        new SignedUpload("PUT", upload.url(), Map.of("Content-Type", "text/html"), upload.key());
    assertThat(put(asPage, PICTURE)).isEqualTo(403);
    assertThat(storage.find(upload.key()).blockingGet()).isNull();
  }

  @Test
  void an_upload_may_not_begin_after_five_minutes() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-301));
    SignedUpload upload = storage(Map.of(), late).signUpload("images/c/o.jpg", "image/jpeg", 5);
    assertThat(put(upload, PICTURE)).isEqualTo(403);
    assertThat(storage().find("images/c/o.jpg").blockingGet()).isNull();
  }

  @Test
  void a_storage_that_is_away_refuses_our_key_or_says_nothing_is_unavailable() throws IOException {
    ObjectStorage away =
        storage(
            Map.of(Setting.S3_ENDPOINT, "http://127.0.0.1:" + FreePort.next()), Clock.systemUTC());
    ObjectStorage locked =
        storage(Map.of(Setting.S3_SECRET_KEY, "otro-secreto"), Clock.systemUTC());
    isUnavailable(away);
    isUnavailable(locked);
    try (ServerSocket silent = new ServerSocket(FreePort.next())) {
      ObjectStorage frozen =
          storage(
              Map.of(Setting.S3_ENDPOINT, "http://127.0.0.1:" + silent.getLocalPort()),
              Clock.systemUTC());
      Instant start = Instant.now();
      isUnavailable(frozen);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }
  }

  private static void isUnavailable(ObjectStorage storage) {
    assertThatThrownBy(() -> storage.find("images/d/o.jpg").blockingGet())
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.status()).isEqualTo(503));
  }
}
