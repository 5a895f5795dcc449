package io.mostrador.platform.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many in so much time, as in {@code 60/min}. */
public record Rate(int count, int seconds) {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})/(s|min|h)");

  /** Throws when {@code text} is not of the form {@code 60/min}. */
  static Rate parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    int seconds =
        switch (form.group(2)) {
          case "s" -> 1;
          case "min" -> 60;
          default -> 3600;
        };
    return new Rate(Integer.parseInt(form.group(1)), seconds);
  }
}
