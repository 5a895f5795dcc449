package io.mostrador.kernel;

import java.util.regex.Pattern;

/** Article numbers of GS1, as barcodes carry them: 8, 12, 13 or 14 digits, the last one a check. */
public final class Gtin {

  private static final int LONGEST = 14;
  private static final Pattern FORM = Pattern.compile("\\d{8}|\\d{12,14}");

  private Gtin() {}

  public static boolean isValid(String code) {
    return FORM.matcher(code).matches() && checkDigit(code) == digit(code, code.length() - 1);
  }

  /** The same article in its longest form. */
  public static String padded(String code) {
    return "0".repeat(LONGEST - code.length()) + code;
  }

  /** From the right, without the check digit itself: every other digit counts three times. */
  static int checkDigit(String code) {
    int sum = 0;
    for (int i = code.length() - 2, weight = 3; i >= 0; i--, weight = 4 - weight) {
      sum += digit(code, i) * weight;
    }
    return (10 - sum % 10) % 10;
  }

  private static int digit(String code, int index) {
    return code.charAt(index) - '0';
  }
}
