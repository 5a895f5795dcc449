package io.mostrador.platform.http.schema;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Yes or no: JSON true and false, and the words and digits that forms send for them. */
final class FlagSchema implements Schema {

  private static final Set<String> YES = Set.of("true", "1", "yes", "on");
  private static final Set<String> NO = Set.of("false", "0", "no", "off");

  @Override
  public Checked check(Object raw) {
    return raw instanceof Boolean flag
        ? Checked.good(flag)
        : read(raw instanceof BigDecimal number ? number.toPlainString() : raw)
            .map(Checked::good)
            .orElse(Checked.bad("Debe ser verdadero o falso."));
  }

  /** Empty for any other word. */
  static Optional<Object> read(Object raw) {
    if (!(raw instanceof String text)) {
      return Optional.empty();
    }
    String word = text.strip().toLowerCase(Locale.ROOT);
    return YES.contains(word)
        ? Optional.of(true)
        : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
