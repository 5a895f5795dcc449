package io.mostrador.platform.settings;

/**
 * What is unsafe in a setting, in one line.
 *
 * @param wrong why it is unsafe
 * @param should what it should be
 */
public record Finding(Setting setting, String wrong, String should) {

  @Override
  public String toString() {
    return setting.variable() + ": " + wrong + "; should be " + should;
  }
}
