package io.mostrador.domain.accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a password must not be: short, only digits, common, or like the user's own data. */
final class PasswordRules {

  private static final int SHORTEST = 8;
  private static final double TOO_ALIKE = 0.7;
  private static final Pattern ALL_DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Set<String> common;

  /** Reads the list of common passwords, 30,000 words; blocks. */
  PasswordRules() {
    try {
      this.common = Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the list of common passwords", unreadable);
    }
  }

  /** One Spanish sentence for each rule that is broken; none for a good password. */
  List<String> faults(String password, PersonalData owner) {
    String plain = password.toLowerCase(Locale.ROOT);
    List<String> faults = new ArrayList<>();
    owner
        .namedValues()
        .filter(named -> isLike(plain, named.getValue().toLowerCase(Locale.ROOT)))
        .findFirst()
        .ifPresent(named -> faults.add("La contraseña se parece demasiado a " + named.getKey()));
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      faults.add("La contraseña debe tener al menos " + SHORTEST + " caracteres.");
    }
    if (common.contains(plain)) {
      faults.add("La contraseña es demasiado común.");
    }
    if (ALL_DIGITS.matcher(password).matches()) {
      faults.add("La contraseña no puede tener solo dígitos.");
    }
    return faults;
  }

  /** Whether the password is like a value, or like one of its words. */
  private static boolean isLike(String password, String value) {
    return Stream.concat(Stream.of(value), BETWEEN_WORDS.splitAsStream(value))
        .filter(part -> !part.isEmpty())
        .anyMatch(part -> likeness(password, part) >= TOO_ALIKE);
  }

  /** Twice the characters that both have, in any order, among all of both: from 0 to 1. */
  private static double likeness(String one, String other) {
    Map<Integer, Integer> left = new HashMap<>();
    one.chars().forEach(character -> left.merge(character, 1, Integer::sum));
    long shared =
        other.chars().filter(character -> left.merge(character, -1, Integer::sum) >= 0).count();
    return 2.0 * shared / (one.length() + other.length());
  }

  /** What somebody's password must not be like. */
  record PersonalData(String username, String email, String firstName, String lastName) {

    static PersonalData of(User user) {
      return new PersonalData(user.username(), user.email(), user.firstName(), user.lastName());
    }

    private Stream<Map.Entry<String, String>> namedValues() {
      return Stream.of(
          Map.entry("tu nombre de usuario.", username),
          Map.entry("tu nombre.", firstName),
          Map.entry("tu apellido.", lastName),
          Map.entry("tu correo.", email));
    }
  }
}
