package io.mostrador.domain.inventory;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Units of one product that come or go.
 *
 * @param units negative when they go; never 0
 * @param reference what made them move; moves each product once
 * @param note for people; may be empty
 */
public record Movement(
    UUID productId, Type type, BigDecimal units, Reference reference, String note) {

  /** What kind of movement it is; says nothing about its direction. */
  public enum Type {
    INBOUND,
    OUTBOUND,
    ADJUSTMENT,
    RESERVED,
    RELEASED
  }

  /** Points at what made the goods move, for example {@code sale_confirm} and the sale's id. */
  public record Reference(String type, String id) {

    public static Reference to(String type, UUID id) {
      return new Reference(type, id.toString());
    }
  }

  public static Movement of(UUID productId, Type type, BigDecimal units, Reference reference) {
    return new Movement(productId, type, units, reference, "");
  }
}
