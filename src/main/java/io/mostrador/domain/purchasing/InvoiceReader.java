package io.mostrador.domain.purchasing;

import io.mostrador.domain.purchasing.parsing.InvoiceParsers;
import io.mostrador.domain.purchasing.parsing.ParsedLine;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads invoices on threads of its own: two MiB of text take tenths of a second, which no event
 * loop has.
 */
public final class InvoiceReader {

  private static final int THREADS = 2;
  private static final int MOST_WAITING = 16;
  private static final long LONGEST_SECONDS = 3;

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();

  public InvoiceReader(Vertx vertx) {
    this.workers =
        vertx.createSharedWorkerExecutor("invoices", THREADS, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** Fails with {@code unavailable} when too many are waiting already. */
  Single<List<ParsedLine>> read(String parserKey, String rawText) {
    return Single.defer(
        () -> {
          if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Single.error(Failure.unavailable());
          }
          return workers
              .rxExecuteBlocking(() -> InvoiceParsers.forKey(parserKey).parse(rawText), false)
              .toSingle()
              .doFinally(waiting::decrementAndGet);
        });
  }
}
