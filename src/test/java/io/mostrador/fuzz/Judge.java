package io.mostrador.fuzz;

import io.mostrador.platform.http.ContractCheck;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Knows what every answer owes to whoever sent whatever. */
final class Judge {

  private static final long LATEST_MILLIS = 10_000; // two seconds, on a machine of its own
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|not|must|invalid|required|failed|unknown|missing|exception|should|unexpected)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Segments that lead to another operation. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("/(\\.|%2e)*/|/(\\.|%2e)+$|%2f|/a/b", Pattern.CASE_INSENSITIVE);

  private static final Set<String> ERROR_FORM = Set.of("code", "detail", "fields");

  /** Answers that were held against the contract before; that takes long. */
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private Judge() {}

  /** What is wrong with an answer; nothing most of the time. */
  static List<String> complaints(Sender.Outcome outcome) {
    List<String> complaints = new ArrayList<>();
    int status = outcome.status();
    if (status == 0) {
      complaints.add("no answer: " + outcome.error());
    } else if (status >= 500) {
      complaints.add("broke");
    } else if (status >= 400) {
      refusal(outcome, complaints);
    } else if (outcome.call().isSure()) {
      complaints.add("took what the contract refuses");
    } else if (status >= 200 && status < 300) {
      success(outcome, complaints);
    } else if (status != 304) {
      complaints.add("answered neither yes nor no");
    }
    if (outcome.millis() > LATEST_MILLIS) {
      complaints.add("late");
    }
    return complaints;
  }

  private static void refusal(Sender.Outcome outcome, List<String> complaints) {
    String type = String.valueOf(outcome.headers().get("Content-Type"));
    if (!type.startsWith("application/json")) {
      complaints.add("refuses as " + type);
    }
    if (outcome.status() == 401 && !outcome.headers().contains("WWW-Authenticate")) {
      complaints.add("does not say how to sign in");
    }
    try {
      errorForm(new JsonObject(outcome.body()), complaints);
    } catch (DecodeException | ClassCastException unreadable) {
      complaints.add("refuses in another form");
    }
  }

  private static void errorForm(JsonObject error, List<String> complaints) {
    if (!error.fieldNames().equals(ERROR_FORM)) {
      complaints.add("error form with " + error.fieldNames());
      return;
    }
    if (!error.getString("code").matches("[a-z_]+")) {
      complaints.add("code " + error.getString("code"));
    }
    if (error.getString("detail").isBlank() || ENGLISH.matcher(error.getString("detail")).find()) {
      complaints.add("detail not for people here: " + error.getString("detail"));
    }
    if (!error.getString("code").equals("promotion_changed")) { // carries an evaluation
      messages(error.getJsonObject("fields"), complaints);
    }
  }

  /** Texts in lists, nested by field and item. */
  private static void messages(Object problems, List<String> complaints) {
    if (problems instanceof JsonObject fields) {
      fields.forEach(field -> messages(field.getValue(), complaints));
    } else if (problems instanceof JsonArray items) {
      items.forEach(item -> messages(item, complaints));
    } else if (problems instanceof Number) {
      return; // the number of a line
    } else if (!(problems instanceof String text) || text.isBlank()) {
      complaints.add("no message: " + problems);
    } else if (ENGLISH.matcher(text).find()) {
      complaints.add("message not for people here: " + text);
    }
  }

  /** Rows of a CSV have no form in the contract. */
  private static boolean isTable(Sender.Outcome outcome) {
    return String.valueOf(outcome.headers().get("Content-Type")).startsWith("text/csv");
  }

  private static void success(Sender.Outcome outcome, List<String> complaints) {
    Call call = outcome.call();
    if (ELSEWHERE.matcher(call.target().split("\\?", 2)[0]).find() || isTable(outcome)) {
      return;
    }
    String body = text(outcome).toString();
    if (!KNOWN.add(call.operation().id() + outcome.status() + body.hashCode())) {
      return;
    }
    try {
      ContractCheck.check(
          call.operation().method(), call.operation().path(), outcome.status(), body);
    } catch (AssertionError | DecodeException different) {
      complaints.add(different.getMessage());
    }
  }

  private static Buffer text(Sender.Outcome outcome) {
    if (!"gzip".equals(outcome.headers().get("Content-Encoding"))) {
      return outcome.body();
    }
    try (var packed = new GZIPInputStream(new ByteArrayInputStream(outcome.body().getBytes()))) {
      return Buffer.buffer(packed.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
