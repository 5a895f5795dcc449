package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recorded requests told with the identifiers, the administrator and the dates of this run. */
final class Translation {

  private static final Pattern IDENTIFIER =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern USER = Pattern.compile("/users/(\\d+)/");
  private static final Pattern INSTANT = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}");
  private static final Pattern DATE = Pattern.compile("(?<![\\d-])\\d{4}-\\d{2}-\\d{2}(?![\\dT-])");

  private final Correspondence identifiers;
  private final TimeShift shift;
  private final Login admin;

  Translation(Correspondence identifiers, TimeShift shift, Login admin) {
    this.identifiers = identifiers;
    this.shift = shift;
    this.admin = admin;
  }

  /** Names of members stay, and an object that holds a raw body stays as it is. */
  JsonNode value(JsonNode recorded) {
    if (recorded.isTextual()) {
      return TextNode.valueOf(text(recorded.textValue()));
    }
    if (recorded.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      recorded.forEach(item -> items.add(value(item)));
      return items;
    }
    return recorded.isObject() && !recorded.has(JsonServer.RAW) ? members(recorded) : recorded;
  }

  String text(String recorded) {
    String text =
        recorded
            .replace("{admin.username}", admin.username())
            .replace("{admin.password}", admin.password());
    return identifiers.knows(text) ? identifiers.live(text) : moved(renamed(text));
  }

  private ObjectNode members(JsonNode recorded) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    recorded.properties().forEach(e -> members.set(e.getKey(), value(e.getValue())));
    return members;
  }

  private String renamed(String text) {
    String ids = replace(IDENTIFIER, text, identifiers::live);
    return replace(USER, ids, user -> "/users/" + identifiers.liveNumber(number(user)) + "/");
  }

  private String moved(String text) {
    if (INSTANT.matcher(text).find()) {
      return shift.instant(text);
    }
    return Shape.MONTH.fits(text) || text.contains("month=")
        ? shift.month(text)
        : replace(DATE, text, shift::date);
  }

  private static String number(String userPath) {
    return userPath.substring("/users/".length(), userPath.length() - 1);
  }

  private static String replace(Pattern pattern, String text, UnaryOperator<String> change) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(change.apply(found.group())));
  }
}
