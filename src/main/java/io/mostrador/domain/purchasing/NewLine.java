package io.mostrador.domain.purchasing;

import io.mostrador.domain.purchasing.parsing.ParsedLine;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * A line to be added to a batch.
 *
 * @param rawLine as the invoice has it; may be empty
 */
record NewLine(String rawLine, LineFields fields) {

  static NewLine of(ParsedLine line) {
    return new NewLine(line.rawLine(), LineFields.of(line));
  }

  /** Of a line that was sent with its whole batch. */
  static NewLine ofPreview(JsonObject body) {
    return new NewLine(
        Objects.requireNonNullElse(body.getString("raw_line"), ""), LineFields.ofPreview(body));
  }
}
