package io.mostrador.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {

  /** Of the fields after the name, which may have blanks and ends in a parenthesis. */
  private static final int PLACE = 16;

  @Test
  void makes_the_caller_nice_and_nobody_else() throws Exception {
    assertThat(
            ofNewThread(
                () -> {
                  Niceness.makeCallerNice();
                  return niceness();
                }))
        .isEqualTo(10);
    assertThat(ofNewThread(NicenessTest::niceness)).isEqualTo(0);
  }

  private static int ofNewThread(Callable<Integer> work)
      throws InterruptedException, ExecutionException {
    FutureTask<Integer> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    return task.get();
  }

  private static int niceness() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[PLACE]);
  }
}
