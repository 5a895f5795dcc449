package io.mostrador.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What one logger writes, at every level, until this is closed. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  /** One line: its text and what stands beside it. */
  public record Line(String text, String level, Map<String, String> fields) {}

  private final Logger logger;
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  public LoggedLines(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(this);
    start();
  }

  public List<Line> all() {
    return lines;
  }

  /** Them all, once there are so many: a request's line is written after its answer. */
  public List<Line> atLeast(int number) {
    Patience.until(() -> lines.size() >= number);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    List<KeyValuePair> pairs =
        event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
    lines.add(
        new Line(
            event.getFormattedMessage(),
            event.getLevel().toString(),
            pairs.stream().collect(Collectors.toMap(pair -> pair.key, pair -> "" + pair.value))));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    stop();
  }
}
