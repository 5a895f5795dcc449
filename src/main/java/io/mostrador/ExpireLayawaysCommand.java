package io.mostrador;

import io.mostrador.domain.layaway.LayawayExpiry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Ends the layaways that are due, as the servers do by themselves; fails when one could not end.
 */
@Command(
    name = "expire-layaways",
    description = "Expire the layaways that are due; running servers do it by themselves.",
    mixinStandardHelpOptions = true)
final class ExpireLayawaysCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Offline offline = Offline.open(Environment.read())) {
      LayawayExpiry.Run run = offline.domains().layawayExpiry.expireDue().blockingGet();
      spec.commandLine()
          .getOut()
          .printf("%d layaways expired, %d could not%n", run.expired(), run.failed());
      return run.failed() == 0 ? 0 : 1;
    }
  }
}
