package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names no test that is not there. */
class SecurityDocumentTest {

  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  @Test
  void every_test_that_it_names_is_there() throws IOException {
    List<String> named =
        NAMED
            .matcher(Files.readString(Path.of("docs", "security.md")))
            .results()
            .map(found -> found.group(1) + " " + found.group(2))
            .toList();
    assertThat(named).hasSizeGreaterThan(30).allSatisfy(each -> isThere(each.split(" ")));
  }

  private static void isThere(String[] classAndMethod) {
    assertThat(source(classAndMethod[0])).contains("void " + classAndMethod[1] + "(");
  }

  private static String source(String className) {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file =
          files.filter(each -> each.endsWith(className + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(className, unreadable);
    }
  }
}
