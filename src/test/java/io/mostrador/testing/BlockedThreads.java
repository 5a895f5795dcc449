package io.mostrador.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Remembers each event loop that was blocked, so that the tests fail; wired in logback-test.xml.
 */
public final class BlockedThreads extends AppenderBase<ILoggingEvent> {

  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  /** Of event loops only: workers may take their time. */
  public static Queue<String> seen() {
    return SEEN;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    if (message.contains("eventloop") && message.contains("blocked")) {
      SEEN.add(message);
    }
  }
}
