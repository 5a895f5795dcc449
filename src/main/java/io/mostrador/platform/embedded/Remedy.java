package io.mostrador.platform.embedded;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a person can do about a failed start, told from the words of the program that failed. */
enum Remedy {
  DISK_FULL(
      "No space left on device|Disk quota exceeded",
      "The disk is full: free some space, then start again."),
  LIBRARIES(
      "error while loading shared libraries|GLIBC|symbol lookup error|Library not loaded"
          + "|Exec format error|error=2,|error=8,|failed to execute .*No such file",
      "This system lacks a library that the program needs: use one with glibc 2.27 or newer (not"
          + " Alpine), or run PostgreSQL and Redis yourself and set MOSTRADOR_DATABASE_URL and"
          + " MOSTRADOR_REDIS_URL."),
  PORT_TAKEN(
      "Address already in use",
      "Another program took the port at the same moment: start again, a free one is chosen."),
  STILL_USED(
      "pre-existing shared memory block|lock file .* already exists",
      "A PostgreSQL of an earlier run still works on this folder: stop that process, then start"
          + " again."),
  OTHER_VERSION(
      "incompatible with server|initialized by PostgreSQL version",
      "The data was written by another major version of PostgreSQL: start the Mostrador that wrote"
          + " it, dump the data there, and load it into a new folder."),
  OTHER_SYSTEM(
      "posix:permissions",
      "This is neither Linux nor macOS: run Mostrador in WSL 2, or run PostgreSQL and Redis"
          + " yourself and set MOSTRADOR_DATABASE_URL and MOSTRADOR_REDIS_URL."),
  MEMORY(
      "Cannot allocate memory|could not map anonymous shared memory|could not create shared memory",
      "The system has not enough memory: about 300 MB must be free."),
  WRONG_RIGHTS(
      "has invalid permissions|has wrong ownership",
      "PostgreSQL wants its folder for itself: give it to the user who runs Mostrador, with mode"
          + " 700, as it was before it was copied."),
  NOT_WRITABLE(
      "AccessDenied|Permission denied|Read-only file system|Operation not permitted"
          + "|Not a directory|FileAlreadyExists|error=13,",
      "Choose a data folder that the user who runs Mostrador can write to and run programs from"
          + " (for root without unshare: one that the user nobody can reach, so not below /root)."),
  UNKNOWN("", "The words above say why.");

  private final Pattern symptom;
  private final String sentence;

  Remedy(String symptom, String sentence) {
    this.symptom = Pattern.compile(symptom);
    this.sentence = sentence;
  }

  /** The first that fits, {@link #UNKNOWN} where none does. */
  static Remedy of(String symptoms) {
    return Arrays.stream(values())
        .filter(remedy -> remedy.symptom.matcher(symptoms).find())
        .findFirst()
        .orElseThrow();
  }

  String sentence() {
    return sentence;
  }
}
