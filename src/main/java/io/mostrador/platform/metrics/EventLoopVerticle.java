package io.mostrador.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.core.AbstractVerticle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How late its event loop comes to what is due: what a new request would wait there. */
public final class EventLoopVerticle extends AbstractVerticle {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final Timer delay;
  private long due;

  public EventLoopVerticle(MeterRegistry metrics) {
    this.delay =
        Timer.builder("mostrador.event.loop.delay")
            .description("How late event loops come to what is due")
            .register(metrics);
  }

  @Override
  public Completable rxStart() {
    due = System.nanoTime() + EVERY.toNanos();
    vertx.setPeriodic(EVERY.toMillis(), tick -> measure());
    return Completable.complete();
  }

  private void measure() {
    long now = System.nanoTime();
    delay.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
    due = Math.max(due, now - EVERY.toNanos()) + EVERY.toNanos();
  }
}
