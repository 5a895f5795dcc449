package io.mostrador.domain.customers;

import java.util.Optional;

/**
 * A phone number as it was typed, and the form by which it is found.
 *
 * @param text as typed, trimmed
 * @param normalized its digits; the text itself when it has none
 */
public record Phone(String text, String normalized) {

  public static Phone of(String text) {
    String typed = text.strip();
    String digits = digits(typed);
    return new Phone(typed, digits.isEmpty() ? typed : digits);
  }

  /** May be empty. */
  public static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  /** Empty where there is no text, or none of its characters is a digit. */
  public static Optional<String> digitsIn(Optional<String> text) {
    return text.map(Phone::digits).filter(digits -> !digits.isEmpty());
  }
}
