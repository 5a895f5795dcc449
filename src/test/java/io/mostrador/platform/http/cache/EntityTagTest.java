package io.mostrador.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  private static final String TAG = "\"a-b_1\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a-b_1\"",
        "W/\"a-b_1\"",
        "*",
        " * ",
        "\"x\", \"a-b_1\"",
        "\"x\",\"a-b_1\",\"y\"",
        "W/\"x\" , W/\"a-b_1\" , \"y\"",
        "\"x\"\"a-b_1\", \"a-b_1\""
      })
  void a_list_that_names_it_matches(String sent) {
    assertThat(EntityTag.matches(sent, TAG)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"a-b_2\"", "a-b_1", "\"a-b_1", "x\"a-b_1\"", "\"x\"\"a-b_1\"", "\"a-b_1\"x"})
  void anything_else_does_not(String sent) {
    assertThat(EntityTag.matches(sent, TAG)).isFalse();
  }

  @Test
  void equal_bytes_have_equal_tags_and_codings_have_their_own() {
    String tag = EntityTag.of("casco".getBytes(StandardCharsets.UTF_8));
    assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(EntityTag.of("casco".getBytes(StandardCharsets.UTF_8))).isEqualTo(tag);
    assertThat(EntityTag.of("Casco".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(tag);
    assertThat(EntityTag.coded(tag, "gzip")).isEqualTo(tag.substring(0, 23) + "-gzip\"");
  }
}
