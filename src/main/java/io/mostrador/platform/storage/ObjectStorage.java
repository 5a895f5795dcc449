package io.mostrador.platform.storage;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.settings.StorageSettings;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpMethod;

/** One bucket of an S3-compatible storage, addressed by path. */
public final class ObjectStorage {

  /** How long a client may take to begin its upload. */
  public static final Duration UPLOAD_WITHIN = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(ObjectStorage.class);
  private static final Duration OWN_REQUEST_LIFE = Duration.ofMinutes(1);
  private static final int CONNECT_WITHIN_MILLIS = 1_000;
  private static final int ANSWER_WITHIN_MILLIS = 2_000;
  private static final int IDLE_SECONDS = 30;
  private static final int CONNECTIONS = 8;
  private static final int MOST_WAITING = 64;

  private final WebClient client;
  private final UrlSigner signer;
  private final String bucketUrl;
  private final String publicBaseUrl;

  /**
   * @param clock the real time: the storage compares it with its own
   */
  public ObjectStorage(Vertx vertx, StorageSettings settings, Clock clock) {
    this.client = WebClient.create(vertx, options(), pool());
    this.signer =
        new UrlSigner(settings.region(), settings.accessKey(), settings.secretKey(), clock);
    this.bucketUrl = settings.endpoint() + "/" + settings.bucket();
    this.publicBaseUrl = settings.publicBaseUrl().toString();
  }

  private static WebClientOptions options() {
    WebClientOptions options = new WebClientOptions();
    options
        .setFollowRedirects(false)
        .setUserAgentEnabled(false)
        .setConnectTimeout(CONNECT_WITHIN_MILLIS)
        .setIdleTimeout(IDLE_SECONDS);
    return options;
  }

  private static PoolOptions pool() {
    return new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING);
  }

  /**
   * A request that puts exactly so many bytes of that type under {@code key}.
   *
   * @param key letters, digits, {@code -}, {@code .} and {@code /} only
   */
  public SignedUpload signUpload(String key, String mime, long bytes) {
    // A client sends the length by itself, and browsers let no script set it
    Map<String, String> signed =
        Map.of("Content-Type", mime, "Content-Length", Long.toString(bytes));
    URI url = signer.sign(SdkHttpMethod.PUT, address(key), signed, UPLOAD_WITHIN);
    return new SignedUpload("PUT", url, Map.of("Content-Type", mime), key);
  }

  /** Where browsers read the object. */
  public String publicUrl(String key) {
    return publicBaseUrl + "/" + key;
  }

  /** Empty when there is none; fails with {@code unavailable} when the storage is. */
  public Maybe<StoredObject> find(String key) {
    return send(HttpMethod.HEAD, SdkHttpMethod.HEAD, key)
        .flatMapMaybe(
            answer ->
                switch (answer.statusCode()) {
                  case 200 -> Maybe.just(described(answer));
                  case 404 -> Maybe.empty();
                  default -> Maybe.error(refused("HEAD", key, answer));
                });
  }

  /** Done also when there was none; fails with {@code unavailable} when the storage is. */
  public Completable delete(String key) {
    return send(HttpMethod.DELETE, SdkHttpMethod.DELETE, key)
        .flatMapCompletable(
            answer ->
                switch (answer.statusCode()) {
                  case 200, 204, 404 -> Completable.complete();
                  default -> Completable.error(refused("DELETE", key, answer));
                });
  }

  private Single<HttpResponse<Buffer>> send(
      HttpMethod method, SdkHttpMethod signedMethod, String key) {
    return Single.defer(
            () -> {
              URI url = signer.sign(signedMethod, address(key), Map.of(), OWN_REQUEST_LIFE);
              return client
                  .requestAbs(method, url.toString())
                  .timeout(ANSWER_WITHIN_MILLIS)
                  .rxSend();
            })
        .onErrorResumeNext(error -> Single.error(away(method, key, error)));
  }

  private URI address(String key) {
    return URI.create(bucketUrl + "/" + key);
  }

  private static StoredObject described(HttpResponse<Buffer> answer) {
    String type = answer.getHeader("Content-Type");
    String length = answer.getHeader("Content-Length");
    return new StoredObject(
        type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT),
        length == null ? 0 : Long.parseLong(length));
  }

  private static Failure away(HttpMethod method, String key, Throwable error) {
    // The message of a timeout would show the signed URL
    log.warn(
        "object storage does not answer {} {}: {}", method, key, error.getClass().getSimpleName());
    return Failure.unavailable();
  }

  /** S3 says 403 for a missing object to a key that may not list the bucket. */
  private static Failure refused(String method, String key, HttpResponse<Buffer> answer) {
    log.warn("object storage answers {} {} with {}", method, key, answer.statusCode());
    return Failure.unavailable();
  }
}
