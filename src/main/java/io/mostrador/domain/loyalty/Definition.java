package io.mostrador.domain.loyalty;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** All that decides of a reward and what it costs; a change makes a new version. */
record Definition(Rule rule, Benefit benefit, Limits limits, Funding fundedBy) {

  static Definition of(JsonObject json) {
    return new Definition(
        Rule.of(json.getJsonObject("rule")),
        Benefit.of(json.getJsonObject("benefit")),
        Limits.of(json.getJsonObject("limits")),
        Funding.valueOf(json.getString("funded_by")));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("rule", rule.toJson())
        .put("benefit", benefit.toJson())
        .put("limits", limits.toJson())
        .put("funded_by", fundedBy.name());
  }

  /** The one text of its JSON: keys sorted, no blanks. */
  String canonical() {
    return Json.encode(sorted(toJson()));
  }

  /** Of the canonical text, in hex. */
  String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object sorted(Object value) {
    if (value instanceof JsonObject object) {
      Map<String, Object> fields = new TreeMap<>();
      object.fieldNames().forEach(name -> fields.put(name, sorted(object.getValue(name))));
      return fields;
    }
    return value instanceof JsonArray array
        ? array.stream().map(Definition::sorted).toList()
        : value;
  }
}
