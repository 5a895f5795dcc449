package io.mostrador.domain.audit;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param records links that were walked and hold
 * @param firstBroken null when all of them hold
 * @param nextSequence where to go on; null when the walk came to its end
 * @param hasPassed whether one of the links has the hash that was looked for
 */
public record AuditVerdict(
    Head head,
    long records,
    @Nullable Broken firstBroken,
    @Nullable Long nextSequence,
    boolean hasPassed) {

  /** How a link is broken. */
  public enum Reason {
    /** Not what was sealed there. */
    CHANGED,
    /** No record has this sequence. */
    MISSING,
    /** A record outside of the chain. */
    UNEXPECTED,
    /** The chain does not end in the head's hash. */
    WRONG_HEAD,
    /** Where the chain ends is not known. */
    NO_HEAD
  }

  /**
   * The first link that does not hold.
   *
   * @param id null for a record that is not there
   */
  public record Broken(long sequence, @Nullable UUID id, Reason reason) {

    JsonObject toJson() {
      return new JsonObject()
          .put("sequence", sequence)
          .put("id", id == null ? null : id.toString())
          .put("reason", reason.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Where the chain ends.
   *
   * @param sequence 0 before the first seal; null when somebody has removed the head
   * @param hash hexadecimal; empty before the first seal
   * @param unsealed records that wait for their seal
   */
  public record Head(@Nullable Long sequence, @Nullable String hash, long unsealed) {}

  public boolean isIntact() {
    return firstBroken == null;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("intact", isIntact())
        .put("records", records)
        .put("unsealed", head.unsealed())
        .put("head_sequence", head.sequence())
        .put("head_hash", head.hash())
        .put("first_broken", firstBroken == null ? null : firstBroken.toJson())
        .put("next_sequence", nextSequence);
  }
}
