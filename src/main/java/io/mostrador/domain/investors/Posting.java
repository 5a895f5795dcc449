package io.mostrador.domain.investors;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is about to be written into the ledger.
 *
 * @param product null when no goods are concerned
 * @param note for people; may be empty
 */
record Posting(
    UUID investor,
    EntryType type,
    Deltas deltas,
    @Nullable UUID product,
    Reference reference,
    String note) {

  /** Points at what moved the balance, for example {@code sale} and the sale's id. */
  record Reference(String type, String id) {

    static Reference to(String type, UUID id) {
      return new Reference(type, id.toString());
    }
  }

  /** What undoes it. */
  Posting negated(String newNote) {
    return new Posting(investor, type, deltas.negated(), product, reference, newNote);
  }
}
