package io.mostrador;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Fills an empty shop with demo data. */
@Command(
    name = "seed-demo",
    description = "Fill an empty shop with demo data.",
    mixinStandardHelpOptions = true)
final class SeedDemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Offline offline = Offline.open(Environment.read())) {
      boolean filled = offline.fillDemo();
      spec.commandLine()
          .getOut()
          .println(filled ? "the shop is filled" : "the shop is not empty; nothing was changed");
      return 0;
    }
  }
}
