package io.mostrador.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, set forward as far as a test wants. */
public final class SettableClock extends Clock {

  private final ZoneId zone;
  private final AtomicReference<Duration> ahead;

  public SettableClock() {
    this(ZoneOffset.UTC, new AtomicReference<>(Duration.ZERO));
  }

  private SettableClock(ZoneId zone, AtomicReference<Duration> ahead) {
    this.zone = zone;
    this.ahead = ahead;
  }

  /** How far it is ahead of the real time from now on. */
  public void setAhead(Duration duration) {
    ahead.set(duration);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(other, ahead);
  }
}
