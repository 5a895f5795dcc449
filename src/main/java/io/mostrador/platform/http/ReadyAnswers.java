package io.mostrador.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.http.cache.CachedAnswer;
import io.mostrador.platform.http.cache.ResponseCache;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * Answers public reads whose bytes are ready before anything else is looked at: no routing, no
 * validation, no token. What it does not know it leaves to the router.
 *
 * <p>It knows a request by its spelling, once the router has understood that spelling. Requests
 * answered here are in the metrics and not in the log.
 */
final class ReadyAnswers {

  private static final int MOST_SPELLINGS = 10_000;
  private static final int LONGEST_SPELLING = 512;

  private record Known(Operation operation, ResponseCache.Key key) {}

  private final Cache<String, Known> spellings =
      Caffeine.newBuilder().maximumSize(MOST_SPELLINGS).executor(Runnable::run).build();
  private final ResponseCache cache;
  private final Admission admission;
  private final Callers callers;
  private final SecurityHeaders securityHeaders;
  private final RequestMetrics metrics;
  private final Traces traces;
  private final boolean isCalledByBrowsers;

  /**
   * @param isCalledByBrowsers from other origins: those get headers that only the router writes
   */
  ReadyAnswers(
      ResponseCache cache,
      Admission admission,
      Callers callers,
      RequestMetrics metrics,
      Traces traces,
      boolean isCalledByBrowsers) {
    this.cache = cache;
    this.admission = admission;
    this.callers = callers;
    this.securityHeaders = new SecurityHeaders(callers);
    this.metrics = metrics;
    this.traces = traces;
    this.isCalledByBrowsers = isCalledByBrowsers;
  }

  /** Remembers what a request that the router has understood means. */
  void learn(HttpServerRequest request, Operation operation, ResponseCache.Key key) {
    String spelling = spelling(request);
    if (spelling.length() <= LONGEST_SPELLING) {
      spellings.put(spelling, new Known(operation, key));
    }
  }

  /** False when the router has to answer. */
  boolean answer(HttpServerRequest request) {
    if (!isRead(request.method()) || isFromOtherOrigin(request)) {
      return false;
    }
    Known known = spellings.getIfPresent(spelling(request));
    if (known == null) {
      return false;
    }
    Optional<CachedAnswer> ready = cache.ready(known.key());
    ready.ifPresent(answer -> answer(request, known.operation(), answer));
    return ready.isPresent();
  }

  private void answer(HttpServerRequest request, Operation operation, CachedAnswer answer) {
    long start = System.nanoTime();
    HttpServerResponse response = request.response();
    traces.name(operation.id());
    admitAndSend(request, response, operation, answer);
    metrics.answered(operation, response.getStatusCode(), System.nanoTime() - start);
  }

  private void admitAndSend(
      HttpServerRequest request,
      HttpServerResponse response,
      Operation operation,
      CachedAnswer answer) {
    securityHeaders.write(request, response);
    try {
      admission.count(request, response, operation);
    } catch (Failure throttled) {
      ErrorHandler.send(response, throttled);
      return;
    }
    send(answer, request, response);
  }

  /** Also what the router has taken the long way. */
  void send(CachedAnswer answer, HttpServerRequest request, HttpServerResponse response) {
    if (isCalledByBrowsers && !response.headers().contains(HttpHeaders.VARY)) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN); // caches of others must know
    }
    Answers.finish(response.rxEnd(answer.prepare(request, response)));
  }

  private String spelling(HttpServerRequest request) {
    return callers.base(request) + request.uri();
  }

  private boolean isFromOtherOrigin(HttpServerRequest request) {
    return isCalledByBrowsers && request.headers().contains(HttpHeaders.ORIGIN);
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
