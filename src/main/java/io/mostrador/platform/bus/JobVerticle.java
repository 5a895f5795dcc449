package io.mostrador.platform.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.core.AbstractVerticle;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job: when its time has come or a message wakes it, never twice at once, and with a pause
 * between runs, so that many messages make few runs.
 */
public final class JobVerticle extends AbstractVerticle {

  private static final Logger log = LoggerFactory.getLogger(JobVerticle.class);

  private static final long PAUSE_MILLIS = 100;

  private final Job job;
  private final Timer succeeded;
  private final Timer failed;
  private boolean isRunning;
  private boolean isWantedAgain;

  public JobVerticle(Job job, MeterRegistry metrics) {
    this.job = job;
    this.succeeded = runs(metrics, "ok");
    this.failed = runs(metrics, "failed");
  }

  private Timer runs(MeterRegistry metrics, String result) {
    return Timer.builder("mostrador.jobs")
        .description("Runs of each job")
        .tag("job", job.name())
        .tag("result", result)
        .register(metrics);
  }

  @Override
  public Completable rxStart() {
    vertx.setPeriodic(job.every().toMillis(), tick -> run());
    return job.wakeUpAddress() == null
        ? Completable.complete()
        : vertx.eventBus().consumer(job.wakeUpAddress(), message -> run()).rxCompletion();
  }

  private void run() {
    if (isRunning) {
      isWantedAgain = true;
      return;
    }
    isRunning = true;
    new Call(job.name(), null, null).run(vertx, this::begin);
  }

  @SuppressWarnings("CheckReturnValue") // the next run begins when this one has ended
  private void begin() {
    long start = System.nanoTime();
    Completable.defer(job.work()::get)
        .doOnComplete(() -> measure(succeeded, start))
        .doOnError(error -> log.warn("job {} failed; it runs again", job.name(), error))
        .doOnError(error -> measure(failed, start))
        .onErrorComplete()
        .subscribe(this::ended);
  }

  private static void measure(Timer runs, long start) {
    runs.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private void ended() {
    vertx.setTimer(PAUSE_MILLIS, timer -> rested());
  }

  private void rested() {
    isRunning = false;
    if (isWantedAgain) {
      isWantedAgain = false;
      run();
    }
  }
}
