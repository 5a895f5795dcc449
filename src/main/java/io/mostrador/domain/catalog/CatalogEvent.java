package io.mostrador.domain.catalog;

import java.util.UUID;

/** What happened in the catalogue, told after the transaction that made it true. */
public sealed interface CatalogEvent {

  record ProductAdded(UUID productId) implements CatalogEvent {}

  /** Or added, by a delivery. */
  record ProductChanged(UUID productId) implements CatalogEvent {}

  record ProductRemoved(UUID productId) implements CatalogEvent {}

  /** An image was attached, changed or taken off. */
  record ImagesChanged(UUID productId) implements CatalogEvent {}

  /** A brand or a product type was renamed, switched on or off, or removed. */
  record LabelChanged(UUID labelId) implements CatalogEvent {}
}
