package io.mostrador.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Single;

/** Counts what another limiter refuses. */
public record MeasuredLimiter(Limiter counting, MeterRegistry metrics) implements Limiter {

  @Override
  public Single<Verdict> take(String bucket, String subject) {
    return counting
        .take(bucket, subject)
        .doOnSuccess(verdict -> measure(bucket, verdict.isExceeded()));
  }

  @Override
  public Single<Verdict> peek(String bucket, String subject) {
    return counting
        .peek(bucket, subject)
        .doOnSuccess(verdict -> measure(bucket, verdict.isUsedUp()));
  }

  @Override
  public Verdict count(String bucket, String subject) {
    Verdict verdict = counting.count(bucket, subject);
    measure(bucket, verdict.isExceeded());
    return verdict;
  }

  private void measure(String bucket, boolean isRefused) {
    if (isRefused) {
      Counter.builder("mostrador.limiter.refused")
          .description("Requests that a limit refused, by its bucket")
          .tag("bucket", bucket)
          .register(metrics)
          .increment();
    }
  }
}
