package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Single;

/** Counts requests in named buckets, by what the settings say of each. */
public interface Limiter {

  /** Lets everything pass and says nothing about it. */
  Limiter UNLIMITED =
      new Limiter() {
        @Override
        public Single<Verdict> take(String bucket, String subject) {
          return Single.just(Verdict.UNLIMITED);
        }

        @Override
        public Single<Verdict> peek(String bucket, String subject) {
          return Single.just(Verdict.UNLIMITED);
        }

        @Override
        public Verdict count(String bucket, String subject) {
          return Verdict.UNLIMITED;
        }
      };

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

    /** Whether the next request would be one too many; what to ask after {@link #peek}. */
    public boolean isUsedUp() {
      return limit > 0 && remaining <= 0;
    }
  }

  /** Counts one request of {@code subject}. */
  Single<Verdict> take(String bucket, String subject);

  /** How {@code subject} stands, without counting; for buckets that only count failures. */
  Single<Verdict> peek(String bucket, String subject);

  /**
   * Counts one request of {@code subject} at once and in this process; other nodes hear of it about
   * a second later. For answers that take less time than asking them; a bucket is counted either
   * this way or by {@link #take}.
   */
  Verdict count(String bucket, String subject);
}
