package io.mostrador;

import io.mostrador.platform.embedded.EmbeddedServicesException;
import io.mostrador.platform.settings.SettingsException;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code serve} unless another command is named. */
@Command(
    name = "mostrador",
    description = "The back-end of a small shop.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      MigrateCommand.class,
      CheckCommand.class,
      CreateAdminCommand.class,
      PurgeMediaCommand.class,
      SeedDemoCommand.class,
      ReconcileCommand.class,
      VerifyAuditCommand.class,
      ExpireLayawaysCommand.class,
      RehearseCommand.class
    })
public final class Main implements Runnable {

  private Main() {}

  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    int status = commandLine().execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Main());
    ServeCommand.describeSettings(commands.getSubcommands().get("serve"));
    return commands.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          command.getErr().println(explained(error));
          return 1;
        });
  }

  /** What the operator can do something about is said in a sentence; the rest with its stack. */
  private static String explained(Exception error) {
    boolean isExpected =
        error instanceof SettingsException || error instanceof EmbeddedServicesException;
    if (!isExpected) {
      LoggerFactory.getLogger(Main.class).error("failed", error);
    }
    return error.getMessage();
  }

  /** Errors that no chain is left to take; without this they would end up in a bare thread. */
  static void logLostErrors() {
    var log = LoggerFactory.getLogger("io.mostrador.lost");
    RxJavaPlugins.setErrorHandler(
        error -> log.warn("an error came after its chain had ended", error));
  }

  @Override
  public void run() {
    commandLine().execute("serve");
  }
}
