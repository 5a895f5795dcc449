package io.mostrador.platform.http.cache;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
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

  /** In the header, and each by itself in a set. */
  private static final int TAG_COPIES = 3;

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized(Gzip.NAME);
  private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding");
  private static final CharSequence SURROGATE_KEY = HttpHeaders.createOptimized("Surrogate-Key");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /**
   * What caches of others are told.
   *
   * @param group under which they may forget it
   * @param tags of what it shows; the same
   */
  record Labels(String group, Set<String> tags, CharSequence cacheControl) {

    private CharSequence surrogateKey() {
      return HttpHeaders.createOptimized(
          tags.isEmpty() ? group : group + " " + String.join(" ", new TreeSet<>(tags)));
    }
  }

  /**
   * One form of the body.
   *
   * @param coding null for the plain one
   */
  private record Form(
      Buffer body, CharSequence length, CharSequence tag, @Nullable CharSequence coding) {}

  private final int status;
  private final Set<String> tags;
  private final CharSequence surrogateKey;
  private final CharSequence cacheControl;
  private final Form plain;
  private final @Nullable Form gzip;
  private final String tag;
  private final String gzipTag;
  private final long freshUntil;
  private final Duration life;

  private CachedAnswer(int status, Labels labels, Buffer body, Duration life) {
    byte[] bytes = body.getBytes();
    this.status = status;
    this.tags = labels.tags();
    this.surrogateKey = labels.surrogateKey();
    this.cacheControl = status == NOT_FOUND ? NO_STORE : labels.cacheControl();
    this.tag = EntityTag.of(bytes);
    this.gzipTag = EntityTag.coded(tag, Gzip.NAME);
    this.plain = form(bytes, tag, null);
    this.gzip = Gzip.smaller(bytes).map(packed -> form(packed, gzipTag, GZIP)).orElse(null);
    this.life = life;
    this.freshUntil = System.nanoTime() + life.toNanos() * 2 / 3;
  }

  static CachedAnswer ok(Labels labels, Buffer body, Duration life) {
    return new CachedAnswer(200, labels, body, life);
  }

  static CachedAnswer notFound(Labels labels, Buffer body, Duration life) {
    return new CachedAnswer(NOT_FOUND, labels, body, life);
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

  Set<String> tags() {
    return tags;
  }

  boolean shows(Set<String> others) {
    return !Collections.disjoint(tags, others);
  }

  boolean isFresh() {
    return System.nanoTime() - freshUntil < 0;
  }

  int bytes() {
    return OVERHEAD_BYTES
        + TAG_COPIES * surrogateKey.length()
        + plain.body().length()
        + (gzip == null ? 0 : gzip.body().length());
  }

  /**
   * Writes status and headers; answers what is left to end with. The server omits it for a HEAD.
   */
  public Buffer prepare(HttpServerRequest request, HttpServerResponse response) {
    Form form = form(request);
    if (status == NOT_FOUND) {
      response.setStatusCode(NOT_FOUND);
    } else {
      response.putHeader(HttpHeaders.ETAG, form.tag()).putHeader(SURROGATE_KEY, surrogateKey);
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
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
