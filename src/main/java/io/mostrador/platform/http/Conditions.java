package io.mostrador.platform.http;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.IfMatch;
import io.mostrador.platform.http.cache.EntityTag;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of single things, and the conditions that clients make of them.
 *
 * <p>A tag is {@code "<revision>.<digest>"}: the state of the thing, and the bytes of the answer.
 * {@code If-Match} asks for the first, {@code If-None-Match} for both; decision 8 says why.
 */
final class Conditions {

  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String ANY = "*";

  /** One item of a list, weak or not, or none, and what ends it. */
  private static final Pattern ITEM =
      Pattern.compile("\\G[ \\t]*(?:(W/)?\"([!#-~\\x80-\\xFF]*+)\"[ \\t]*)?(,|\\z)");

  private static final Pattern OURS = Pattern.compile("([A-Za-z0-9_-]{16})\\.[A-Za-z0-9_-]{22}");

  private Conditions() {}

  /**
   * Null without the header; fails with {@code invalid} on {@code If-Match} for what is no list of
   * tags. Tags that are weak, or not of our making, are in no state of anything.
   */
  static @Nullable IfMatch ifMatch(HttpServerRequest request) {
    List<String> lines = request.headers().getAll(IF_MATCH);
    if (lines.isEmpty()) {
      return null;
    }
    String list = String.join(",", lines);
    return list.strip().equals(ANY) ? IfMatch.ANY : new IfMatch(false, revisions(list));
  }

  private static Set<String> revisions(String list) {
    Set<String> revisions = new HashSet<>();
    Matcher item = ITEM.matcher(list);
    boolean hasTags = false;
    boolean hasEnded = false;
    while (!hasEnded && item.find()) {
      String tag = item.group(2);
      hasTags |= tag != null;
      hasEnded = item.group(3).isEmpty();
      Matcher ours = OURS.matcher(tag == null || item.group(1) != null ? "" : tag);
      if (ours.matches()) {
        revisions.add(ours.group(1));
      }
    }
    if (!hasTags || !hasEnded) {
      throw Failure.invalid(IF_MATCH, "Envía * o etiquetas entre comillas, separadas por comas.");
    }
    return revisions;
  }

  /** The tag of an answer that shows a thing in the state of {@code revision}. */
  static String tag(String revision, Buffer body) {
    String digest = EntityTag.of(body.getBytes()).substring(1);
    return '"' + revision + '.' + digest;
  }

  /** Whether the client has these very bytes. */
  static boolean isKnown(HttpServerRequest request, String tag) {
    List<String> known = request.headers().getAll(IF_NONE_MATCH);
    return !known.isEmpty() && EntityTag.matches(String.join(",", known), tag);
  }
}
