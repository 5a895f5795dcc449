package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A folder with all that is in it. */
record FolderTree(Path root) {

  /** A younger one may be in the making by a process that has not locked it yet. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

  /**
   * The folders that no one has changed for a while, whoever made them.
   *
   * @param names as in {@link Files#newDirectoryStream(Path, String)}
   */
  static List<FolderTree> untouched(Path parent, String names) throws IOException {
    List<FolderTree> untouched = new ArrayList<>();
    Instant latest = Instant.now().minus(ABANDONED_AFTER);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, names)) {
      for (Path folder : folders) {
        FolderTree tree = new FolderTree(folder);
        if (tree.isOlderThan(latest)) {
          untouched.add(tree);
        }
      }
    }
    return untouched;
  }

  /** Deletes what {@link #untouched} finds. */
  static void deleteUntouched(Path parent, String names) throws IOException {
    for (FolderTree folder : untouched(parent, names)) {
      folder.delete();
    }
  }

  /** Does nothing where there is no such folder; follows no links. */
  void delete() throws IOException {
    Files.walkFileTree(root, new Deletion());
  }

  private boolean isOlderThan(Instant latest) throws IOException {
    try {
      return Files.getLastModifiedTime(root).toInstant().isBefore(latest);
    } catch (NoSuchFileException deletedMeanwhile) {
      return false;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
