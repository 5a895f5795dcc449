package io.mostrador.platform.http.schema;

import io.vertx.core.json.JsonArray;

/** What a schema says of one value. */
public sealed interface Checked {

  /** The value as the rest of the server knows it: trimmed, amounts as plain decimal strings. */
  record Good(Object value) implements Checked {}

  /**
   * What is wrong, in the contract's form of {@code fields}.
   *
   * @param problems an array of messages, or the same nested by field or item
   */
  record Bad(Object problems) implements Checked {}

  static Checked good(Object value) {
    return new Good(value);
  }

  /** One Spanish sentence for the person at the counter. */
  static Checked bad(String message) {
    return new Bad(new JsonArray().add(message));
  }
}
