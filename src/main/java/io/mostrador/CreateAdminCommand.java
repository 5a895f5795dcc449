package io.mostrador;

import io.mostrador.kernel.Role;
import io.mostrador.platform.settings.SettingsException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one more administrator. */
@Command(
    name = "create-admin",
    description = "Make an administrator.",
    mixinStandardHelpOptions = true)
final class CreateAdminCommand implements Callable<Integer> {

  private static final int SHORTEST = 8;

  @Option(names = "--username", required = true, description = "name to sign in with")
  private String username;

  @Option(
      names = "--password",
      required = true,
      interactive = true,
      arity = "0..1",
      description = "asked for unless it is given")
  private String password;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (password.length() < SHORTEST) {
      throw new SettingsException(
          List.of("--password should have at least " + SHORTEST + " characters"));
    }
    try (Offline offline = Offline.open(Environment.read())) {
      offline
          .domains()
          .accounts
          .create(username, "", "", Role.ADMIN, password)
          .ignoreElement()
          .blockingAwait();
      spec.commandLine().getOut().printf("%s may sign in as ADMIN%n", username);
      return 0;
    }
  }
}
