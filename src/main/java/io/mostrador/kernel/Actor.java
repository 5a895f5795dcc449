package io.mostrador.kernel;

/**
 * Who asks: a signed-in user, or nobody in particular.
 *
 * @param id the user's number; 0 for somebody without a token
 */
public record Actor(int id, String username, Role role) {

  /** Somebody without a token. */
  public static final Actor ANONYMOUS = new Actor(0, "", Role.INVESTOR);

  public boolean isAnonymous() {
    return id == 0;
  }

  public boolean may(Capability capability) {
    return !isAnonymous() && role.has(capability);
  }
}
