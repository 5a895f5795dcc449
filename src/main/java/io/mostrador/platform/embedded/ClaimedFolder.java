package io.mostrador.platform.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A data folder that no other process may use until it is closed or this process ends. */
final class ClaimedFolder implements AutoCloseable {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /**
   * The lock belongs to the whole process and is lost when any other channel on its file is closed,
   * so nobody here may open that file twice.
   */
  private static final Set<Path> CLAIMED_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile; // the system drops the lock when this closes, or we die

  private ClaimedFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Fails when another process has it. */
  static ClaimedFolder claim(Path folder) {
    return tryClaim(folder).orElseThrow(() -> inUse(created(folder)));
  }

  /** Creates the folder where it is missing; empty when a process, even this one, has it. */
  static Optional<ClaimedFolder> tryClaim(Path folder) {
    Path path = created(folder);
    if (!CLAIMED_HERE.add(path)) {
      return Optional.empty();
    }
    Optional<ClaimedFolder> claimed = Optional.empty();
    try {
      claimed = tryLock(path);
      return claimed;
    } catch (IOException | UnsupportedOperationException cause) {
      throw EmbeddedServicesException.afterCause("Cannot use the data folder " + path, cause);
    } finally {
      if (claimed.isEmpty()) {
        CLAIMED_HERE.remove(path);
      }
    }
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Without white space around; empty when there is no such file. */
  Optional<String> read(String name) {
    try {
      Path file = resolve(name);
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot read " + resolve(name), cause);
    }
  }

  /** All or nothing, and readable only for the owner. */
  void write(String name, String text) {
    Path draft = resolve(name + ".draft");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(draft, OWNER_ONLY);
      Files.writeString(draft, text + "\n", DSYNC);
      moveDurably(draft, resolve(name));
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot write " + resolve(name), cause);
    }
  }

  /** Within this folder; a power failure after it does not undo it. */
  void moveDurably(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(path)) {
      folder.force(true);
    }
  }

  /** Then closes it; nobody else can claim it in between. */
  void delete() {
    try {
      new FolderTree(path).delete();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot delete " + path, cause);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot unlock the data folder " + path, cause);
    } finally {
      CLAIMED_HERE.remove(path);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot create the data folder " + folder, cause);
    }
  }

  private static Optional<ClaimedFolder> tryLock(Path path) throws IOException {
    FileChannel lockFile = FileChannel.open(lockFile(path), Set.of(CREATE, WRITE), OWNER_ONLY);
    boolean locked = false;
    try {
      locked = lockFile.tryLock() != null;
      if (!locked) {
        return Optional.empty();
      }
      String holder = ProcessHandle.current().pid() + "\n";
      lockFile.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
      return Optional.of(new ClaimedFolder(path, lockFile));
    } finally {
      if (!locked) {
        lockFile.close();
      }
    }
  }

  private static EmbeddedServicesException inUse(Path path) {
    return new EmbeddedServicesException(
        "The data folder "
            + path
            + " is in use by another Mostrador ("
            + holder(path)
            + "). Stop that one first, or give this one a data folder of its own.");
  }

  private static String holder(Path path) {
    if (CLAIMED_HERE.contains(path)) {
      return "in this very process";
    }
    try {
      return "process " + Files.readString(lockFile(path)).strip();
    } catch (IOException unreadable) {
      return "its process is unknown";
    }
  }

  private static Path lockFile(Path path) {
    return path.resolve("mostrador.lock");
  }
}
