package io.mostrador.testing.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** JSON as it was written: every number exact, with its scale, and nothing after the value. */
final class Json {

  private static final int EXCERPT_CHARACTERS = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  /** An object with {@code _not_json} and the first characters when it is none. */
  static JsonNode body(byte[] data) {
    if (data.length == 0) {
      return NullNode.getInstance();
    }
    try {
      JsonNode body = MAPPER.readTree(data);
      return body.isMissingNode() ? notJson(data) : body;
    } catch (IOException wrong) {
      return notJson(data);
    }
  }

  static byte[] bytes(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
    return texts;
  }

  static List<JsonNode> items(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /** In alphabetical order. */
  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static String excerpt(String text) {
    return text.substring(0, Math.min(EXCERPT_CHARACTERS, text.length()));
  }

  private static JsonNode notJson(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    return MAPPER.createObjectNode().put("_not_json", excerpt(text));
  }
}
