package io.mostrador;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that can be turned back, so that a demo shop has a past. */
final class DemoClock extends Clock {

  private final Clock real;
  private volatile Instant now;

  DemoClock(Clock real) {
    this.real = real;
    this.now = real.instant();
  }

  Instant real() {
    return real.instant();
  }

  void set(Instant instant) {
    now = instant;
  }

  void back(Duration duration) {
    now = real.instant().minus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the shop has one zone");
  }
}
