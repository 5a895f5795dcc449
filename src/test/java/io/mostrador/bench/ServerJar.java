package io.mostrador.bench;

import io.mostrador.testing.OwnJava;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The server as it is delivered: its classes in {@code mostrador.jar}, with the libraries that its
 * manifest names beside it. A class archive knows classes from jars only.
 *
 * @param folder where it is run
 */
record ServerJar(Path folder) {

  static final String NAME = "mostrador.jar";

  /** Of the class path of these tests. */
  static ServerJar madeIn(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    List<String> libraries = new ArrayList<>();
    List<Path> classes = new ArrayList<>();
    for (String entry : OwnJava.classPath().split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        libraries.add(linked(folder, path));
      } else if (path.endsWith("classes")) {
        classes.add(path);
      }
    }
    try (OutputStream file = Files.newOutputStream(folder.resolve(NAME));
        JarOutputStream jar = new JarOutputStream(file, manifest(libraries))) {
      for (Path each : classes) {
        addAll(each, jar);
      }
    }
    return new ServerJar(folder);
  }

  private static String linked(Path folder, Path library) throws IOException {
    String name = "lib/" + library.getFileName();
    Files.createSymbolicLink(folder.resolve(name), library);
    return name;
  }

  private static Manifest manifest(List<String> libraries) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.MAIN_CLASS, "io.mostrador.Main");
    manifest.getMainAttributes().put(Name.CLASS_PATH, String.join(" ", libraries));
    return manifest;
  }

  /** Folders too, as other tools do: Flyway looks for that of its migrations. */
  private static void addAll(Path classes, JarOutputStream jar) throws IOException {
    try (Stream<Path> all = Files.walk(classes)) {
      all.filter(each -> !each.equals(classes))
          .sorted()
          .forEach(each -> add(classes.relativize(each).toString(), each, jar));
    }
  }

  private static void add(String name, Path file, JarOutputStream jar) {
    try {
      boolean isFolder = Files.isDirectory(file);
      jar.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
      if (!isFolder) {
        Files.copy(file, jar);
      }
      jar.closeEntry();
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
  }
}
