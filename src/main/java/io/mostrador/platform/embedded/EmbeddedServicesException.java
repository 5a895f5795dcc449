package io.mostrador.platform.embedded;

/** Why the embedded services do not start; the message says what to do about it. */
public final class EmbeddedServicesException extends RuntimeException {

  private final Remedy remedy;

  private EmbeddedServicesException(String message, Remedy remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** The message already says what to do. */
  EmbeddedServicesException(String message) {
    this(message, Remedy.UNKNOWN, null);
  }

  /**
   * @param what failed, a clause without full stop
   * @param output of the program that failed
   */
  static EmbeddedServicesException afterOutput(String what, String output) {
    Remedy remedy = Remedy.of(output);
    return new EmbeddedServicesException(
        what + ". It said:\n" + output + "\n" + remedy.sentence(), remedy, null);
  }

  /**
   * @param what failed, a clause without full stop
   */
  static EmbeddedServicesException afterCause(String what, Exception cause) {
    Remedy remedy = Remedy.of(cause.toString());
    return new EmbeddedServicesException(
        what + ": " + cause + "\n" + remedy.sentence(), remedy, cause);
  }

  Remedy remedy() {
    return remedy;
  }
}
