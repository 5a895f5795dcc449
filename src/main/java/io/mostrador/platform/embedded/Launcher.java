package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How PostgreSQL's programs are started, which refuse to run as root.
 *
 * <p>Root starts them in a user namespace, where they are nobody without any privilege and yet own
 * root's files. Containers often forbid that; there, or where the data already belongs to another
 * user, they run as that user, or as nobody.
 *
 * @param prefix words before the program's own
 * @param userId who must own the data, {@code SAME_USER} where that is who we are
 */
record Launcher(List<String> prefix, int userId) {

  static final int SAME_USER = -1;
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

  /** Fails for a root who can neither make user namespaces nor change the user. */
  static Launcher forCluster(Path cluster) {
    int owner = ownerOf(Files.exists(cluster) ? cluster : cluster.getParent());
    return System.getProperty("user.name").equals("root")
        ? forRoot(owner)
        : new Launcher(List.of(), SAME_USER);
  }

  ProcessBuilder program(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
    return builder;
  }

  boolean isSameUser() {
    return userId == SAME_USER;
  }

  /** A new empty folder that the programs own and can reach. */
  Path createFolder(Path parent, String prefix) throws IOException {
    Path folder = Files.createTempDirectory(parent, prefix);
    if (!isSameUser()) {
      Files.setAttribute(folder, "unix:uid", userId);
      letOthersPass(parent);
    }
    return folder;
  }

  private static Launcher forRoot(int owner) {
    List<String> namespace = List.of("unshare", "--user");
    if (owner == ROOT && works(namespace)) {
      return new Launcher(namespace, SAME_USER);
    }
    int userId = owner == ROOT ? NOBODY : owner;
    List<String> otherUser =
        List.of("setpriv", "--reuid=" + userId, "--regid=" + userId, "--clear-groups", "--");
    if (works(otherUser)) {
      return new Launcher(otherUser, userId);
    }
    throw new EmbeddedServicesException(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start"
            + " Mostrador as an ordinary user, or set MOSTRADOR_DATABASE_URL to a PostgreSQL of"
            + " yours.");
  }

  /** PostgreSQL asks for the name of its user, so the user must have one. */
  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("id", "-un"));
    try {
      String name = NativeProcess.run("unprivileged", new ProcessBuilder(command), "", PROBE_LIMIT);
      return !name.isBlank();
    } catch (EmbeddedServicesException notHere) {
      return false;
    }
  }

  private static int ownerOf(Path folder) {
    try {
      return (int) Files.getAttribute(folder, "unix:uid");
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot look at " + folder, cause);
    }
  }

  private static void letOthersPass(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(folder, permissions);
    }
  }
}
