package io.mostrador;

import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a node until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the server (the default command).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(names = "--demo", description = "fill an empty shop with demo data")
  private boolean demo;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    Settings settings =
        Environment.read(demo ? Map.of(Setting.DEMO, "true") : Map.<Setting, String>of());
    Main.logLostErrors();
    Application application = Application.start(settings, Clock.systemUTC());
    if (settings.demo()) {
      application.fillDemo();
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  application.close();
                  stopped.countDown();
                },
                "shutdown"));
    Welcome.print(spec.commandLine().getOut(), settings, System.nanoTime() - start);
    stopped.await();
    return 0;
  }

  /** Adds the settings to the help of this command. */
  static IHelpSectionRenderer settingsHelp() {
    return help ->
        Stream.of(Setting.values())
            .map(
                setting ->
                    "  %s%n      %s%s%n"
                        .formatted(
                            setting.variable(),
                            setting.meaning(),
                            setting.byDefault().isEmpty()
                                ? ""
                                : " (default: " + setting.byDefault() + ")"))
            .collect(
                Collectors.joining("", "%nSettings (environment variables):%n".formatted(), ""));
  }

  static void describeSettings(CommandLine serve) {
    serve
        .getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER, settingsHelp());
  }
}
