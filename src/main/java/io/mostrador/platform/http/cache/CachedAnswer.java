package io.mostrador.platform.http.cache;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer with all its bytes ready: as it is and compressed, with the headers of both.
 *
 * <p>It is fresh for two thirds of its life; in the last one it is sent while a new one is made.
 */
public final class CachedAnswer {

  private static final int NOT_FOUND = 404;
  private static final int NOT_MODIFIED = 304;
  private static final int OVERHEAD_BYTES = 512;

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized(Gzip.NAME);
  private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding");
  private static final CharSequence SURROGATE_KEY = HttpHeaders.createOptimized("Surrogate-Key");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence SHARED =
      HttpHeaders.createOptimized("public, max-age=15, s-maxage=60, stale-while-revalidate=30");

  /**
   * One form of the body.
   *
   * @param coding null for the plain one
   */
  private record Form(
      Buffer body, CharSequence length, CharSequence tag, @Nullable CharSequence coding) {}

  private final int status;
  private final CharSequence group;
  private final Form plain;
  private final Form gzip;
  private final String tag;
  private final String gzipTag;
  private final long freshUntil;
  private final Duration life;

  private CachedAnswer(int status, String group, Buffer body, Duration life) {
    byte[] bytes = body.getBytes();
    byte[] compressed = Gzip.of(bytes);
    this.status = status;
    this.group = HttpHeaders.createOptimized(group);
    this.tag = EntityTag.of(bytes);
    this.gzipTag = EntityTag.coded(tag, Gzip.NAME);
    this.plain = form(bytes, tag, null);
    this.gzip = compressed.length < bytes.length ? form(compressed, gzipTag, GZIP) : null;
    this.life = life;
    this.freshUntil = System.nanoTime() + life.toNanos() * 2 / 3;
  }

  /**
   * @param group under which caches of others may forget it
   */
  static CachedAnswer ok(String group, Buffer body, Duration life) {
    return new CachedAnswer(200, group, body, life);
  }

  static CachedAnswer notFound(String group, Buffer body, Duration life) {
    return new CachedAnswer(NOT_FOUND, group, body, life);
  }

  private static Form form(byte[] body, String tag, @Nullable CharSequence coding) {
    return new Form(
        Buffer.buffer(body),
        HttpHeaders.createOptimized(Integer.toString(body.length)),
        HttpHeaders.createOptimized(tag),
        coding);
  }

  /** How long it may be used from its making. */
  Duration life() {
    return life;
  }

  /** As it is, not compressed. */
  Buffer body() {
    return plain.body();
  }

  boolean isFresh() {
    return System.nanoTime() - freshUntil < 0;
  }

  int bytes() {
    return OVERHEAD_BYTES + plain.body().length() + (gzip == null ? 0 : gzip.body().length());
  }

  /**
   * Writes status and headers; answers what is left to end with. The server omits it for a HEAD.
   */
  public Buffer prepare(HttpServerRequest request, HttpServerResponse response) {
    Form form = form(request);
    if (status == NOT_FOUND) {
      response.setStatusCode(NOT_FOUND).putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    } else {
      response
          .putHeader(HttpHeaders.CACHE_CONTROL, SHARED)
          .putHeader(HttpHeaders.ETAG, form.tag())
          .putHeader(SURROGATE_KEY, group);
    }
    response.headers().add(HttpHeaders.VARY, VARY); // beside that of other handlers
    if (status != NOT_FOUND && isKnown(request)) {
      response.setStatusCode(NOT_MODIFIED);
      return Buffer.buffer();
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    if (form.coding() != null) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, form.coding());
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, form.length());
    return form.body();
  }

  private Form form(HttpServerRequest request) {
    return gzip != null && Gzip.isAccepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
        ? gzip
        : plain;
  }

  private boolean isKnown(HttpServerRequest request) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && (EntityTag.matches(known, tag) || EntityTag.matches(known, gzipTag));
  }
}
