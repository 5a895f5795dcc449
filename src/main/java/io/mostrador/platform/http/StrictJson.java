package io.mostrador.platform.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mostrador.kernel.Failure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON without guessing: UTF-8, no duplicate keys, not too deep, numbers as {@link
 * BigDecimal}.
 */
public final class StrictJson {

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 64;
  private static final int LARGEST_EXPONENT = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /**
   * Maps, lists, strings, {@link BigDecimal}s, booleans and null.
   *
   * <p>Fails with {@code parse_error}.
   */
  public static Object parse(Buffer body) {
    try (JsonParser parser = FACTORY.createParser(decode(body))) {
      JsonToken first = parser.nextToken();
      Object value = value(parser, first);
      if (first == null || parser.nextToken() != null) {
        throw unreadable();
      }
      return value;
    } catch (IOException broken) {
      throw unreadable();
    }
  }

  private static String decode(Buffer body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == null) {
      throw unreadable();
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw unreadable();
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken()));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return items;
  }

  private static BigDecimal number(JsonParser parser) throws IOException {
    try {
      BigDecimal number = new BigDecimal(parser.getText());
      if (Math.abs(number.scale()) > LARGEST_EXPONENT) { // its digits would fill the memory
        throw unreadable();
      }
      return number;
    } catch (NumberFormatException beyondAnyExponent) {
      throw unreadable();
    }
  }

  private static Failure unreadable() {
    return Failure.refused("parse_error", "El cuerpo de la solicitud no es JSON válido.");
  }
}
