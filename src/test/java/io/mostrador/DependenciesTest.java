package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} names the libraries that there are. */
class DependenciesTest {

  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(\\S+\\.jar)` \\|");
  private static final Pattern DIRECT =
      Pattern.compile("<dependency><groupId>[^<]+</groupId><artifactId>([^<]+)</artifactId>(.*)");

  private static List<String> listed() throws IOException {
    return LISTED
        .matcher(Files.readString(Path.of("docs", "dependencies.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void every_jar_of_the_list_is_on_the_class_path_in_that_version() throws IOException {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).getFileName().toString())
            .toList();
    assertThat(listed()).hasSizeGreaterThan(50).isSubsetOf(jars);
  }

  @Test
  void every_library_that_the_build_names_is_in_the_list() throws IOException {
    List<String> listed = listed();
    List<String> direct =
        DIRECT
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .filter(found -> !found.group(2).contains("<scope>test</scope>"))
            .map(DependenciesTest::artifact)
            .toList();
    assertThat(direct)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            artifact ->
                assertThat(listed)
                    .as(artifact + " in docs/dependencies.md")
                    .anyMatch(jar -> jar.matches(Pattern.quote(artifact) + "-\\d.*\\.jar")));
  }

  private static String artifact(MatchResult found) {
    return found.group(1);
  }
}
