package io.mostrador;

import io.mostrador.platform.postgres.Migrations;
import io.mostrador.platform.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema up to date and ends. */
@Command(
    name = "migrate",
    description = "Bring the database schema up to date.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Environment.read();
    try (Backends backends = Backends.startDatabase(settings)) {
      int applied = Migrations.run(backends.postgres(), settings.zone());
      spec.commandLine().getOut().printf("%d migrations applied%n", applied);
      return 0;
    }
  }
}
