package io.mostrador.testing;

import static java.util.stream.Collectors.toSet;

import io.mostrador.TestApplication;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** What a server told Prometheus at one moment. */
public record Scrape(List<String> lines) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private static final String ANSWERED = "mostrador_requests_seconds_count";

  /** Once what was answered is counted, which is a moment later: two readings say the same. */
  public static Scrape of(TestApplication application) {
    AtomicReference<Scrape> last = new AtomicReference<>(now(application));
    Patience.until(
        () -> {
          Scrape next = now(application);
          return last.getAndSet(next).sum(ANSWERED) == next.sum(ANSWERED);
        });
    return last.get();
  }

  private static Scrape now(TestApplication application) {
    String text = application.anonymous().get(application.management() + "/metrics").is(200).text();
    return new Scrape(text.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /** Of the samples, with their endings as in {@code _count}. */
  public Set<String> names() {
    return lines.stream().map(Scrape::name).collect(toSet());
  }

  /** Sum of the samples of that name with all of these labels, each as in {@code key="value"}. */
  public double sum(String name, String... labels) {
    return lines.stream()
        .filter(line -> name(line).equals(name))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String name(String line) {
    var found = NAME.matcher(line);
    return found.lookingAt() ? found.group() : "";
  }
}
