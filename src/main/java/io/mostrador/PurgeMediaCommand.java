package io.mostrador;

import io.mostrador.domain.catalog.MediaPurge;
import io.mostrador.platform.settings.SettingsException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes at once what the server would remove within the hour. */
@Command(
    name = "purge-media",
    description = "Remove the files of images whose time has come; exit 1 when some are left.",
    mixinStandardHelpOptions = true)
final class PurgeMediaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Offline offline = Offline.open(Environment.read())) {
      MediaPurge.Outcome outcome =
          offline
              .domains()
              .mediaPurge
              .orElseThrow(PurgeMediaCommand::noStorage)
              .purge()
              .blockingGet();
      spec.commandLine()
          .getOut()
          .printf("%d images removed, %d left%n", outcome.purged(), outcome.failed());
      return outcome.failed() == 0 ? 0 : 1;
    }
  }

  private static SettingsException noStorage() {
    return new SettingsException(
        List.of("MOSTRADOR_S3_ENDPOINT and the other MOSTRADOR_S3_* should be set"));
  }
}
