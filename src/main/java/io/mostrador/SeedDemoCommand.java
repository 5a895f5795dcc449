package io.mostrador;

import io.mostrador.bulk.BulkOrder;
import io.mostrador.bulk.BulkShop;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fills an empty shop with demo data, and with years of it for measuring. */
@Command(
    name = "seed-demo",
    description = "Fill an empty shop with demo data.",
    mixinStandardHelpOptions = true)
final class SeedDemoCommand implements Callable<Integer> {

  private static final List<String> HISTORY = List.of("--products", "--sales", "--days", "--seed");
  private static final int UPDATE_EVERY_MILLIS = 500;

  @Option(names = "--products", description = "Add a catalogue of so many products, for measuring.")
  private int products;

  @Option(names = "--sales", description = "Add so many sales of these products; needs --products.")
  private int sales;

  @Option(
      names = "--days",
      defaultValue = "365",
      description = "Spread the sales over so many days until yesterday (${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Equal seeds make equal shops (${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws SQLException, IOException {
    Optional<BulkOrder> history = history();
    try (Offline offline = Offline.open(Environment.read())) {
      boolean filled = offline.fillDemo();
      say(filled ? "the shop is filled" : "the shop is not empty; nothing was changed");
      return history.isEmpty() || addHistory(offline, history.get()) ? 0 : 1;
    }
  }

  /** Empty when none is wanted; refused before anything is opened when it cannot be made. */
  private Optional<BulkOrder> history() {
    if (HISTORY.stream().noneMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
      return Optional.empty();
    }
    if (products < 1 || sales < 0 || days < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--sales, --days and --seed need --products; at least 1 product, 0 sales and 1 day");
    }
    return Optional.of(new BulkOrder(products, sales, days, seed));
  }

  private boolean addHistory(Offline offline, BulkOrder order) throws SQLException, IOException {
    try (ProgressBar bar = progress((long) products + sales)) {
      if (BulkShop.fill(offline.postgres(), order, offline.domains().time, bar::stepBy)) {
        return true;
      }
    }
    say("the shop has a catalogue of its own already; no history was added");
    return false;
  }

  private static ProgressBar progress(long most) {
    return new ProgressBarBuilder()
        .setTaskName("history")
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_EVERY_MILLIS)
        .build();
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
  }
}
