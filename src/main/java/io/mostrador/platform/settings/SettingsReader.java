package io.mostrador.platform.settings;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads single settings and collects what is wrong with them, so that one start names them all. */
final class SettingsReader {

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  List<String> problems() {
    return problems;
  }

  void problem(Setting setting, String should) {
    problems.add(setting.variable() + " " + should);
  }

  String text(Setting setting) {
    return environment.getOrDefault(setting.variable(), setting.byDefault()).trim();
  }

  /** Empty when the setting is. */
  Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isEmpty());
  }

  /** An http or https address without a slash at its end; empty when the setting is. */
  Optional<URI> webAddress(Setting setting) {
    return parsed(
        setting,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(webAddress(text)),
        "should be of the form https://host");
  }

  private static URI webAddress(String text) {
    URI address = URI.create(text.replaceFirst("/+$", ""));
    boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!isWeb || address.getHost() == null || address.getRawQuery() != null) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }

  List<String> list(Setting setting) {
    return Stream.of(text(setting).split(","))
        .map(String::trim)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  int integer(Setting setting, int least, int most) {
    return integer(setting.variable(), text(setting), least, most);
  }

  private int integer(String variable, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // the problem below says it
    }
    problems.add(variable + " should be a whole number from " + least + " to " + most);
    return least;
  }

  boolean flag(Setting setting, String yes, String no) {
    String text = text(setting);
    if (!text.equals(yes) && !text.equals(no)) {
      problem(setting, "should be " + yes + " or " + no);
    }
    return text.equals(yes);
  }

  /** Of a region: PostgreSQL reads the sign of a bare offset the other way round. */
  ZoneId zone(Setting setting) {
    String name = text(setting);
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      problem(setting, "should be a time zone, as in America/Mexico_City");
      return ZoneId.of(setting.byDefault());
    }
    return ZoneId.of(name);
  }

  /** Reads a setting with a form of its own, whose reader throws when it does not fit. */
  <T> T parsed(Setting setting, Function<String, T> parser, String should) {
    try {
      return parser.apply(text(setting));
    } catch (IllegalArgumentException unreadable) {
      problem(setting, should);
      return parser.apply(setting.byDefault());
    }
  }

  /** Domain in lower case to number of instances. */
  Map<String, Integer> instances() {
    Map<String, Integer> instances = new java.util.HashMap<>();
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith(Setting.INSTANCES_PREFIX)) {
            String domain = variable.substring(Setting.INSTANCES_PREFIX.length());
            instances.put(
                domain.toLowerCase(java.util.Locale.ROOT), integer(variable, text, 1, 64));
          }
        });
    return Map.copyOf(instances);
  }

  /** A misspelt setting would be ignored in silence otherwise. */
  void refuseUnknown() {
    environment.keySet().stream()
        .filter(variable -> variable.startsWith(Setting.PREFIX))
        .filter(variable -> !variable.startsWith(Setting.INSTANCES_PREFIX))
        .filter(variable -> Setting.of(variable).isEmpty())
        .sorted()
        .forEach(variable -> problems.add(variable + " is no setting; see serve --help"));
  }
}
