package io.mostrador.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mostrador.kernel.Failure;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * With the other tests it only rereads {@code StrictJsonFuzzTestInputs}; to look for new ones:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest='StrictJsonFuzzTest#parse'
 * }</pre>
 */
class StrictJsonFuzzTest {

  private static final int DEEPEST = 32;

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] body) {
    Object value;
    try {
      value = StrictJson.parse(Buffer.buffer(body));
    } catch (Failure refused) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("parse_error");
      return;
    }
    assertThat(depth(value)).isLessThanOrEqualTo(DEEPEST);
    assertThat(StrictJson.parse(Buffer.buffer(text(value)))).isEqualTo(value);
  }

  private static int depth(Object value) {
    if (value instanceof Map<?, ?> fields) {
      return 1 + fields.values().stream().mapToInt(StrictJsonFuzzTest::depth).max().orElse(0);
    }
    return value instanceof List<?> items
        ? 1 + items.stream().mapToInt(StrictJsonFuzzTest::depth).max().orElse(0)
        : 0;
  }

  /** Numbers as they are: the library would write {@code 1E+2} in another way. */
  private static String text(Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, String> texts = new LinkedHashMap<>();
      fields.forEach((name, field) -> texts.put(quoted((String) name), text(field)));
      return texts.entrySet().stream()
          .map(field -> field.getKey() + ":" + field.getValue())
          .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> items) {
      return items.stream()
          .map(StrictJsonFuzzTest::text)
          .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(unit -> quoted.append(String.format("\\u%04x", unit)));
    return quoted.append('"').toString();
  }
}
