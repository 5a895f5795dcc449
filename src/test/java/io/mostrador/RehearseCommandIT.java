package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.testing.FreePort;
import io.mostrador.testing.OwnJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandIT {

  private static final long WITHIN_SECONDS = 60;

  @TempDir private Path folder;

  /** Its own process shows that it ends by itself, as an archive of its classes needs. */
  @Test
  void a_rehearsal_ignores_the_settings_ends_well_and_leaves_nothing_behind()
      throws IOException, InterruptedException {
    Path log = folder.resolve("rehearsal.log");
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    letOthersIn(folder, temporary);
    Process rehearsal = start(home, temporary, log);
    try {
      assertThat(rehearsal.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(rehearsal.exitValue()).as(Files.readString(log)).isZero();
      assertThat(log).content().contains("rehearsed");
      assertThat(filesIn(home)).isEmpty();
      assertThat(filesIn(temporary)).isEmpty();
    } finally {
      rehearsal.destroyForcibly();
    }
  }

  /** With a database that does not answer, which a rehearsal must not notice. */
  private static Process start(Path home, Path temporary, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                OwnJava.program(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // quicker for a few seconds of work
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                OwnJava.classPath(),
                "io.mostrador.Main",
                "rehearse")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "MOSTRADOR_DATABASE_URL",
                "postgresql://u:p@127.0.0.1:" + FreePort.next() + "/shop",
                "XDG_CACHE_HOME",
                home.resolve("cache").toString()));
    return builder.start();
  }

  /** Root's PostgreSQL runs as somebody else. */
  private static void letOthersIn(Path... folders) throws IOException {
    for (Path each : folders) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
