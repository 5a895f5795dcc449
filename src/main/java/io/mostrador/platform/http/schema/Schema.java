package io.mostrador.platform.http.schema;

/** One schema of the contract, prepared at start. */
@FunctionalInterface
public interface Schema {

  /**
   * Judges a value that was sent.
   *
   * @param raw as {@code StrictJson} reads it, or a parameter's text; null when null was sent
   */
  Checked check(Object raw);

  /** Lets null through; without it null is a problem of its own. */
  default Schema orNull(boolean nullable) {
    return raw -> {
      if (raw != null) {
        return check(raw);
      }
      return nullable ? Checked.good(null) : Checked.bad("Este campo no puede ser nulo.");
    };
  }
}
