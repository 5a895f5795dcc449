package io.mostrador;

import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.settings.SettingsException;
import io.mostrador.platform.settings.UnsafeSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is unsafe in a deployment, without starting it; fails when anything is. */
@Command(
    name = "check",
    description = "Say what is unsafe in the settings and, if it answers, in the database.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private static final String SAFE = "nothing unsafe found";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return check(System.getenv(), spec.commandLine().getOut());
  }

  /** One line a finding; 0 when there is none, 1 otherwise. */
  static int check(Map<String, String> environment, PrintWriter out) {
    List<String> findings = new ArrayList<>();
    try {
      Settings settings = Settings.read(environment);
      UnsafeSettings.of(settings).forEach(finding -> findings.add(finding.toString()));
      settings
          .database()
          .url()
          .ifPresentOrElse(
              database -> findings.addAll(ofDatabase(settings, database, out)),
              () -> out.println("database skipped: the embedded one only runs with the server"));
    } catch (SettingsException refused) {
      findings.addAll(refused.problems());
      out.println("only this far: the server does not start with these settings");
    }
    findings.forEach(out::println);
    out.println(findings.isEmpty() ? SAFE : findings.size() + " found");
    return findings.isEmpty() ? 0 : 1;
  }

  private static List<String> ofDatabase(Settings settings, URI database, PrintWriter out) {
    try {
      return DemoUsers.whoMaySignIn(settings, database).stream()
          .map(
              name ->
                  "database: the demo user "
                      + name
                      + " may sign in with the known password; should be deactivated, or have"
                      + " another")
          .toList();
    } catch (RuntimeException unreachable) {
      out.println("database skipped: " + database.getHost() + " does not answer as it should");
      return List.of();
    }
  }
}
