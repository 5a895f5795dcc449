package io.mostrador.platform.http.schema;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Text: trimmed; a JSON number is taken as its digits.
 *
 * @param shortest 1 for text that may not be blank
 * @param options the only texts allowed; empty for any
 * @param format brings text of a special form into the usual notation; empty when it has not it
 * @param formatMessage what to say then
 */
record TextSchema(
    int shortest,
    int longest,
    Set<String> options,
    Function<String, Optional<String>> format,
    String formatMessage)
    implements Schema {

  @Override
  public Checked check(Object raw) {
    String text = raw instanceof BigDecimal number ? number.toPlainString() : null;
    if (raw instanceof String sent) {
      text = sent.strip();
    }
    return text == null ? Checked.bad("Debe ser un texto.") : checkText(text);
  }

  private Checked checkText(String text) {
    if (hasForbiddenCharacters(text)) {
      return Checked.bad("Contiene caracteres no permitidos.");
    }
    if (text.isEmpty()) {
      return shortest == 0 ? Checked.good("") : Checked.bad("Este campo no puede estar vacío.");
    }
    if (text.length() < shortest) {
      return Checked.bad("Debe tener al menos " + shortest + " caracteres.");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      return Checked.bad("No puede tener más de " + longest + " caracteres.");
    }
    if (!options.isEmpty() && !options.contains(text)) {
      return Checked.bad("\"" + text + "\" no es una opción válida.");
    }
    return format.apply(text).map(Checked::good).orElseGet(() -> Checked.bad(formatMessage));
  }

  /** PostgreSQL takes no NUL, and half a surrogate pair is no character. */
  private static boolean hasForbiddenCharacters(String text) {
    return text.codePoints().anyMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
  }
}
