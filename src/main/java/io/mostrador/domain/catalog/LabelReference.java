package io.mostrador.domain.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How somebody names a brand or a type.
 *
 * @param id counts when it is there
 * @param name in any case, with blanks around it or without; may be empty
 */
public record LabelReference(@Nullable UUID id, String name) {

  public boolean isEmpty() {
    return id == null && name.isBlank();
  }
}
