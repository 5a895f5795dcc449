package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mostrador.testing.recording.ScriptedServer.Received;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recorded shop in another year, where every identifier is another one: what a right server is
 * asked there and answers, with the logins that the replay needs for it.
 */
final class OtherShop {

  static final Login ADMIN = new Login("admin", "S3cret $1");

  /** The number that logins have, which are no step. */
  private static final int LOGIN = 0;

  private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern USER_PATH = Pattern.compile("(?<=/users/)\\d+(?=/)");
  private static final Pattern YEAR = Pattern.compile("(?<![0-9a-f-])2026(?=-1[12]\\b)");
  private static final Set<String> USERS =
      Set.of("id", "cashier", "cashier_id", "created_by", "paid_by", "user", "actor");
  private static final Set<String> UNORDERED = Set.of("lines", "payments");
  private static final Optional<String> JSON = Optional.of("application/json");
  private static final int OTHER_USERS = 40;
  private static final int PLACES = 4;

  private record Exchange(int step, Received request, Answer answer) {}

  private final String year;
  private final Set<String> identifiers;
  private final List<Exchange> exchanges = new ArrayList<>();

  OtherShop(Recording recording, String year) {
    this.year = year;
    this.identifiers =
        recording.steps().stream()
            .flatMap(step -> UUIDS.matcher(step.answer().body().toString()).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    Set<String> loggedIn = new HashSet<>();
    for (Step step : recording.steps()) {
      step.user().filter(loggedIn::add).ifPresent(user -> addLogin(user, recording.users()));
      exchanges.add(new Exchange(step.number(), request(step), answer(step.answer())));
    }
  }

  List<Received> requests() {
    return exchanges.stream().map(Exchange::request).toList();
  }

  /** With other answers than the right ones to the steps of these numbers. */
  List<Answer> answers(Map<Integer, Answer> wrong) {
    return exchanges.stream().map(one -> wrong.getOrDefault(one.step(), one.answer())).toList();
  }

  /** The right answer to the step of this number. */
  Answer answer(int step) {
    return exchanges.stream().filter(one -> one.step() == step).findFirst().orElseThrow().answer();
  }

  private void addLogin(String user, Map<String, Login> users) {
    Login login = users.getOrDefault(user, ADMIN);
    JsonNode body = object().put("username", login.username()).put("password", login.password());
    exchanges.add(
        new Exchange(
            LOGIN,
            new Received("POST", "/api/v1/auth/token/", JSON, Optional.empty(), body),
            new Answer(200, object().put("access", "token-of-" + user))));
  }

  private Received request(Step step) {
    return new Received(
        step.method(),
        text(step.path()),
        JSON.filter(type -> !step.request().isNull()),
        step.user()
            .map(user -> "Bearer token-of-" + user)
            .or(() -> Optional.ofNullable(step.headers().get("Authorization"))),
        Json.parse(text(step.request().toString())));
  }

  private Answer answer(Answer recorded) {
    return recorded.status() >= 500
        ? new Answer(409, Json.parse("{\"code\": \"conflict\", \"detail\": \"\", \"fields\": {}}"))
        : new Answer(recorded.status(), value("", Json.parse(text(recorded.body().toString()))));
  }

  private String text(String recorded) {
    String moved = YEAR.matcher(recorded).replaceAll(year);
    String renamed = UUIDS.matcher(moved).replaceAll(found -> other(found.group()));
    return USER_PATH
        .matcher(renamed)
        .replaceAll(found -> String.valueOf(Integer.parseInt(found.group()) + OTHER_USERS))
        .replace("jwt-", "other-")
        .replace("{admin.username}", ADMIN.username())
        .replace("{admin.password}", ADMIN.password());
  }

  // An identifier that no answer has, the client chose: it stays.
  private String other(String id) {
    return identifiers.contains(id) ? new UUID(id.hashCode(), id.charAt(0)).toString() : id;
  }

  private JsonNode value(String name, JsonNode recorded) {
    if (recorded.isObject()) {
      ObjectNode members = object().put("only_here", true);
      recorded.properties().forEach(e -> members.set(e.getKey(), value(e.getKey(), e.getValue())));
      return members;
    }
    if (recorded.isArray()) {
      return items(name, recorded);
    }
    if (recorded.isInt() && USERS.contains(name)) {
      return IntNode.valueOf(recorded.intValue() + OTHER_USERS);
    }
    if (recorded.isBigDecimal()) {
      return TextNode.valueOf(
          recorded.decimalValue().setScale(PLACES, RoundingMode.HALF_UP).toString());
    }
    return name.equals("code") && recorded.asText().equals("error")
        ? TextNode.valueOf("not_found")
        : recorded;
  }

  private ArrayNode items(String name, JsonNode recorded) {
    List<JsonNode> items = new ArrayList<>();
    recorded.forEach(item -> items.add(value(name, item)));
    if (UNORDERED.contains(name)) {
      Collections.reverse(items);
    }
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
