package io.mostrador.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.io.IOException: No space left on device | DISK_FULL",
        "PANIC:  could not write to file \"x.tmp\": No space left on device | DISK_FULL",
        "redis: error while loading shared libraries: libssl.so.3: cannot open | LIBRARIES",
        "postgres: libc.so.6: version `GLIBC_2.27' not found | LIBRARIES",
        "setsid: failed to execute /data/redis-server: No such file or directory | LIBRARIES",
        "setsid: failed to execute /data/redis-server: Permission denied | NOT_WRITABLE",
        "java.nio.file.AccessDeniedException: /data/mostrador.lock | NOT_WRITABLE",
        "java.nio.file.FileSystemException: /data: Read-only file system | NOT_WRITABLE",
        "LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use | PORT_TAKEN",
        "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use | STILL_USED",
        "FATAL:  database files are incompatible with server | OTHER_VERSION",
        "FATAL:  could not map anonymous shared memory: Cannot allocate memory | MEMORY",
        "FATAL:  data directory \"/data/postgresql\" has invalid permissions | WRONG_RIGHTS",
        "something never seen | UNKNOWN"
      })
  void the_words_of_a_failed_program_tell_what_to_do(String words, Remedy remedy) {
    assertThat(Remedy.of(words)).isEqualTo(remedy);
  }
}
