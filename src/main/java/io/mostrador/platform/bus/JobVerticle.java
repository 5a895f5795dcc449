package io.mostrador.platform.bus;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.core.AbstractVerticle;
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
  private boolean isRunning;
  private boolean isWantedAgain;

  public JobVerticle(Job job) {
    this.job = job;
  }

  @Override
  public Completable rxStart() {
    vertx.setPeriodic(job.every().toMillis(), tick -> run());
    return job.wakeUpAddress() == null
        ? Completable.complete()
        : vertx.eventBus().consumer(job.wakeUpAddress(), message -> run()).rxCompletion();
  }

  @SuppressWarnings("CheckReturnValue") // the next run begins when this one has ended
  private void run() {
    if (isRunning) {
      isWantedAgain = true;
      return;
    }
    isRunning = true;
    Completable.defer(job.work()::get)
        .doOnError(error -> log.warn("job {} failed; it runs again", job.name(), error))
        .onErrorComplete()
        .subscribe(this::ended);
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
