package io.mostrador.platform.bus;

import io.mostrador.kernel.Revision;
import java.util.Set;

/**
 * The condition of a change: in which states of the thing it may be made.
 *
 * @param isAny in every state, as long as there is the thing
 * @param revisions as texts; may be empty, and then it may be made in none
 */
public record IfMatch(boolean isAny, Set<String> revisions) {

  public static final IfMatch ANY = new IfMatch(true, Set.of());

  public IfMatch {
    revisions = Set.copyOf(revisions);
  }

  public boolean admits(Revision current) {
    return isAny || revisions.contains(current.text());
  }
}
