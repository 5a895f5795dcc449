package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data folders in the system's temporary folder, each deleted by the process that made it. */
final class ThrowawayFolders {

  private static final Logger LOG = LoggerFactory.getLogger(ThrowawayFolders.class);
  private static final String PREFIX = "mostrador-throwaway-";

  private ThrowawayFolders() {}

  static ClaimedFolder create() {
    try {
      return ClaimedFolder.claim(Files.createTempDirectory(PREFIX));
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot create a temporary folder", cause);
    }
  }

  /** Those of our user's processes that were killed before they could delete them. */
  static List<ClaimedFolder> claimAbandoned(ClaimedFolder ours) {
    List<ClaimedFolder> abandoned = new ArrayList<>();
    try {
      UserPrincipal us = Files.getOwner(ours.path());
      for (FolderTree folder : FolderTree.untouched(ours.path().getParent(), PREFIX + "*")) {
        if (Files.getOwner(folder.root()).equals(us)) {
          ClaimedFolder.tryClaim(folder.root()).ifPresent(abandoned::add);
        }
      }
    } catch (IOException | EmbeddedServicesException vanished) {
      LOG.debug("Another process tidies up too", vanished);
    }
    return abandoned;
  }
}
