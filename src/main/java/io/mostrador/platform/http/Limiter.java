package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Single;

/** Counts requests in named buckets. */
@FunctionalInterface
public interface Limiter {

  /** Lets everything pass and says nothing about it. */
  Limiter UNLIMITED = (bucket, subject) -> Single.just(Verdict.UNLIMITED);

  /**
   * How a bucket stands after this request.
   *
   * @param limit requests allowed in a window; 0 where nothing is limited
   * @param remaining of them; negative when this request is one too many
   * @param resetSeconds until the window ends
   */
  record Verdict(int limit, int remaining, int resetSeconds) {

    static final Verdict UNLIMITED = new Verdict(0, 0, 0);

    public boolean isExceeded() {
      return remaining < 0;
    }
  }

  /** Counts one request of {@code subject}. */
  Single<Verdict> take(String bucket, String subject);
}
