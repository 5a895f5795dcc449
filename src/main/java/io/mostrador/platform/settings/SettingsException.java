package io.mostrador.platform.settings;

import java.util.List;

/** The server cannot start as it is set: says which settings are wrong and what they should be. */
public final class SettingsException extends RuntimeException {

  private final List<String> problems;

  public SettingsException(List<String> problems) {
    super("Mostrador cannot start with these settings:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, beginning with the name of the setting. */
  public List<String> problems() {
    return problems;
  }
}
