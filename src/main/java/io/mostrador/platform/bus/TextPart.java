package io.mostrador.platform.bus;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a long answer that is text: it crosses the bus like any other reply, and the HTTP
 * layer asks for the next one when this one has left.
 *
 * @param text at most some hundred kilobytes
 * @param next what {@link #AFTER} of the next request has to be; null for the last part
 */
public record TextPart(String text, @Nullable String next) {

  /** The parameter that asks for text instead of JSON. */
  public static final String WANTED = "export";

  /** The parameter that asks for a part after the first; no client can send it. */
  public static final String AFTER = "part_after";

  private static final String TEXT = "text";
  private static final String NEXT = "next";

  /** Under the name that a browser saves it as; ASCII, without quotes. */
  public Reply toReply(String fileName) {
    return new Reply(
        200,
        new JsonObject().put(TEXT, text).put(NEXT, next),
        Map.of("Content-Disposition", "attachment; filename=\"" + fileName + '"'));
  }

  public static TextPart of(Reply reply) {
    JsonObject body = (JsonObject) reply.body();
    return new TextPart(body.getString(TEXT), body.getString(NEXT));
  }

  /** Whether the caller wants text. */
  public static boolean isWanted(Request request) {
    return request.text(WANTED).isPresent();
  }
}
