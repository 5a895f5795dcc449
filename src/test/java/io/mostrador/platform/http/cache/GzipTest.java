package io.mostrador.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "gzip, deflate, br",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "deflate, gzip ;q=0.001",
        "*",
        "x-gzip"
      })
  void is_sent_to_who_takes_it(String acceptEncoding) {
    assertThat(Gzip.isAccepted(acceptEncoding)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "gzip;q=0",
        "*, gzip; q=0.000",
        "*;q=0",
        "gzippy",
        "deflate"
      })
  void is_not_sent_to_others(String acceptEncoding) {
    assertThat(Gzip.isAccepted(acceptEncoding)).isFalse();
  }

  @Test
  void nobody_said_anything() {
    assertThat(Gzip.isAccepted(null)).isFalse();
  }

  @Test
  void unpacks_to_what_was_packed() throws IOException {
    byte[] plain = "molcajete ".repeat(500).getBytes(StandardCharsets.UTF_8);
    byte[] packed = Gzip.of(plain);
    assertThat(packed.length).isLessThan(plain.length / 10);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain);
    }
  }
}
