package io.mostrador.domain.catalog;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What happened in the catalogue, told after the transaction that made it true. */
public sealed interface CatalogEvent {

  /** The tag of lists that are about what is available. */
  String AVAILABILITY = "availability";

  /** Of answers that show the product: the end of its id, so that a header has room for many. */
  static String tag(UUID productId) {
    String id = productId.toString();
    return id.substring(id.lastIndexOf('-') + 1);
  }

  record ProductAdded(UUID productId) implements CatalogEvent {}

  /** Or added, by a delivery. */
  record ProductChanged(UUID productId) implements CatalogEvent {}

  record ProductRemoved(UUID productId) implements CatalogEvent {}

  /** An image was attached, changed or taken off. */
  record ImagesChanged(UUID productId) implements CatalogEvent {}

  /** A brand or a product type was renamed, switched on or off, or removed. */
  record LabelChanged(UUID labelId) implements CatalogEvent {}

  /** The last unit of products went, or the first one came. */
  record AvailabilityChanged(Set<UUID> productIds) implements CatalogEvent {

    /** Of the public answers that show it. */
    public Set<String> tags() {
      Set<String> tags = new HashSet<>();
      tags.add(AVAILABILITY);
      productIds.forEach(id -> tags.add(tag(id)));
      return tags;
    }
  }
}
