package io.mostrador.bench;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.mostrador.testing.Patience;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The plans of what PostgreSQL runs, from its log; without those of the server's own jobs. */
final class PlanLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final String FROM = "io.mostrador.platform.embedded.EmbeddedPostgresServer";
  private static final String PREFIX = "PostgreSQL: ";
  private static final int SETTLED_MILLIS = 60;

  private final Logger logger = (Logger) LoggerFactory.getLogger(FROM);
  private final Cluster cluster;
  private final List<String> lines = new ArrayList<>(); // guarded by itself
  private final Set<String> ofJobs = new HashSet<>();

  /** To be made before the connections that are watched. */
  PlanLog(Cluster cluster) {
    this.cluster = cluster;
    cluster.set(
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = -1",
        "auto_explain.log_analyze = on",
        "auto_explain.log_buffers = on",
        "auto_explain.log_parameter_max_length = 0",
        "auto_explain.log_timing = off");
    logger.setAdditive(false);
    logger.addAppender(this);
    start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    synchronized (lines) {
      lines.add(event.getFormattedMessage().substring(PREFIX.length()));
    }
  }

  /** From now on statements are slower. */
  void on() {
    cluster.set("auto_explain.log_min_duration = 0");
  }

  void off() {
    cluster.set("auto_explain.log_min_duration = -1");
  }

  /** Also of what triggers and functions run. */
  void nested() {
    cluster.set("auto_explain.log_nested_statements = on");
  }

  /** What runs in the next seconds is nobody's request. */
  void learnJobs(int seconds) {
    List<Plan> unused = plansOf(() -> Patience.pause(seconds * 1000L));
    unused.forEach(plan -> ofJobs.add(plan.query()));
  }

  /** Of the statements that a call runs, in the order in which they ended. */
  List<Plan> plansOf(Runnable call) {
    Patience.pause(SETTLED_MILLIS);
    synchronized (lines) {
      lines.clear();
    }
    call.run();
    Patience.pause(SETTLED_MILLIS);
    List<Plan> plans = new ArrayList<>();
    List<String> entry = new ArrayList<>();
    synchronized (lines) {
      for (String line : lines) {
        if (!line.startsWith("\t")) {
          add(entry, plans);
          entry.clear();
        }
        entry.add(line.startsWith("\t") ? line.substring(1) : line);
      }
    }
    add(entry, plans);
    return plans;
  }

  private void add(List<String> entry, List<Plan> plans) {
    if (!entry.isEmpty() && Plan.begins(entry.get(0))) {
      Plan plan = Plan.of(entry);
      if (!ofJobs.contains(plan.query())) {
        plans.add(plan);
      }
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    stop();
  }
}
