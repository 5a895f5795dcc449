package io.mostrador.platform.http.cache;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/**
 * For how long an answer may be kept.
 *
 * @param here by this process, when a drop was not heard of
 * @param clients by whoever asked
 * @param shared by caches on the way
 * @param stale by all of them after that, while they fetch a new one
 */
public record KeepingTimes(Duration here, Duration clients, Duration shared, Duration stale) {

  /** The {@code Cache-Control} of an answer that may be kept. */
  CharSequence header() {
    return HttpHeaders.createOptimized(
        "public, max-age=%d, s-maxage=%d, stale-while-revalidate=%d"
            .formatted(clients.toSeconds(), shared.toSeconds(), stale.toSeconds()));
  }
}
