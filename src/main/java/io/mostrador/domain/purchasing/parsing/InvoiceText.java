package io.mostrador.domain.purchasing.parsing;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How every format reads lines, words and numbers. Two MiB of anything may come in: each pattern of
 * this package is a character class or possessive, so that none ever backtracks.
 */
final class InvoiceText {

  /** Every end that Unicode knows, and the two characters that a copied JSON string has. */
  private static final Pattern LINE_END =
      Pattern.compile("[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]|\\\\n");

  private static final Pattern NO_PART_OF_A_NUMBER = Pattern.compile("(?U)[\\s,$]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]++\\.?+[0-9]*+|\\.[0-9]++");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private InvoiceText() {}

  /** Trimmed, without blank ones; read only as far as they are asked for. */
  static Stream<String> lines(String rawText) {
    return LINE_END
        .splitAsStream(storable(rawText))
        .map(InvoiceText::trimmed)
        .filter(line -> !line.isEmpty());
  }

  /**
   * As exact as written. Empty unless it is plain digits once commas, {@code $} and blanks are
   * dropped, and has at most ten of them before the point when rounded to two after.
   */
  static Optional<BigDecimal> number(String text) {
    String digits = NO_PART_OF_A_NUMBER.matcher(text).replaceAll("");
    return DIGITS.matcher(digits).matches()
        ? Decimals.parse(digits).filter(exact -> amount(exact).isPresent())
        : Optional.empty();
  }

  /** Two places, halves to the even neighbour; empty when no column takes it. */
  static Optional<BigDecimal> amount(BigDecimal exact) {
    return Optional.of(Decimals.moneyHalfEven(exact)).filter(Decimals::isStorable);
  }

  /** Without the blanks that pasted text has at its ends, unbreakable ones and the like too. */
  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** In characters as PostgreSQL counts them. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static String cut(String text, int longest) {
    return length(text) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  /** PostgreSQL takes neither NUL nor half a surrogate pair: a blank and a question mark then. */
  private static String storable(String rawText) {
    byte[] wellFormed = rawText.getBytes(StandardCharsets.UTF_8);
    return new String(wellFormed, StandardCharsets.UTF_8).replace('\0', ' ');
  }

  private static boolean isBlank(char character) {
    return character <= ' '
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == BYTE_ORDER_MARK;
  }
}
