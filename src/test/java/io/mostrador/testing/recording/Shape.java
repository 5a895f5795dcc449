package io.mostrador.testing.recording;

import java.util.regex.Pattern;

/** What a text of an answer looks like, as far as it decides how the text is compared. */
enum Shape {
  UUID("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
  TIMESTAMP("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}"),
  DATE("^\\d{4}-\\d{2}-\\d{2}$"),
  MONTH("^\\d{4}-\\d{2}$"),
  DECIMAL("^-?\\d+\\.\\d+$"),
  NUMBER("^-?\\d+(\\.\\d+)?$");

  private final Pattern pattern;

  Shape(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  boolean fits(String text) {
    return pattern.matcher(text).find();
  }
}
