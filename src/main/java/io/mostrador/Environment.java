package io.mostrador;

import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** What the commands are run with: the process environment, and the format of the log. */
final class Environment {

  private static final String LOG_FORMAT = "mostrador.log.format";

  private Environment() {}

  /** Reads the settings before anything is logged, since they say how. */
  static Settings read() {
    return read(Map.of());
  }

  /**
   * @param options of the command line, which win over the environment
   */
  static Settings read(Map<Setting, String> options) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    options.forEach((setting, value) -> environment.put(setting.variable(), value));
    return of(environment);
  }

  /** Of these variables, instead of the process's own. */
  static Settings of(Map<String, String> environment) {
    Settings settings = Settings.read(environment);
    System.setProperty(LOG_FORMAT, settings.jsonLogs() ? "json" : "text");
    return settings;
  }
}
