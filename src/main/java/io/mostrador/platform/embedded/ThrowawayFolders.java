package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Data folders in the system's temporary folder, each deleted by the process that made it. */
final class ThrowawayFolders {

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
    Path parent = ours.path().getParent();
    try {
      return FolderTree.untouchedIn(parent, PREFIX + "*", Files.getOwner(ours.path())).stream()
          .map(FolderTree::root)
          .map(ClaimedFolder::tryClaim)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot look into " + parent, cause);
    }
  }
}
