package io.mostrador.domain.accounts;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.threads.Niceness;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords and PINs with Argon2id, on threads of its own: one hash takes a core for about
 * twenty milliseconds, which no event loop has.
 */
public final class Passwords {

  private static final int ITERATIONS = 2;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PARALLELISM = 1;
  private static final int MOST_WAITING = 128;
  private static final long LONGEST_SECONDS = 10;

  private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
  private final ImportedHash imported = new ImportedHash();
  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();
  private final String nobodysHash;

  /**
   * @param threads how many hashes are computed at once
   */
  public Passwords(Vertx vertx, int threads) {
    this.workers =
        vertx.createSharedWorkerExecutor("passwords", threads, LONGEST_SECONDS, TimeUnit.SECONDS);
    this.nobodysHash = compute("nobody's password");
  }

  /** Fails with {@code unavailable} when too many are waiting already. */
  public Single<String> hash(String secret) {
    return onWorker(() -> compute(secret));
  }

  /**
   * Compares with a hash of ours or an imported one; takes the same time when there is none.
   *
   * <p>Fails with {@code unavailable} when too many are waiting already.
   *
   * @param hash null for a user who does not exist
   */
  public Single<Boolean> matches(String secret, String hash) {
    return onWorker(
        () -> {
          if (hash != null && imported.isOne(hash)) {
            return imported.matches(secret, hash);
          }
          boolean matches = argon2.verify(hash == null ? nobodysHash : hash, secret.toCharArray());
          return matches && hash != null;
        });
  }

  /** Whether a hash that matched should be replaced by one of ours. */
  boolean isOutdated(String hash) {
    return imported.isOne(hash);
  }

  private String compute(String secret) {
    return argon2.hash(ITERATIONS, MEMORY_KIB, PARALLELISM, secret.toCharArray());
  }

  private <T> Single<T> onWorker(Callable<T> work) {
    return Single.defer(
        () -> {
          if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Single.error(Failure.unavailable());
          }
          return workers
              .rxExecuteBlocking(nicely(work), false)
              .toSingle()
              .doFinally(waiting::decrementAndGet);
        });
  }

  /** Answers to those who stand at a counter go before a flood of logins. */
  private static <T> Callable<T> nicely(Callable<T> work) {
    return () -> {
      Niceness.makeCallerNice();
      return work.call();
    };
  }
}
