package io.mostrador.kernel;

import static io.mostrador.kernel.Capability.*;

import java.util.EnumSet;
import java.util.Set;

/** What a user is in the shop, and so what the user may do. */
public enum Role {
  ADMIN(EnumSet.allOf(Capability.class)),
  CASHIER(
      EnumSet.of(
          CATALOG_VIEW,
          INVENTORY_VIEW,
          PURCHASES_VIEW,
          IMPORTS_VIEW,
          IMPORTS_MANAGE,
          SALES_VIEW,
          SALES_CREATE,
          SALES_CONFIRM,
          SALES_VOID_OWN_WINDOW,
          SALES_DISCOUNT_LIMIT,
          LAYAWAY_MANAGE,
          LOYALTY_VIEW)),
  INVESTOR(EnumSet.of(CATALOG_VIEW, INVESTOR_VIEW_OWN, LEDGER_VIEW_OWN));

  @SuppressWarnings("ImmutableEnumChecker") // an EnumSet that nobody changes once it is here
  private final Set<Capability> capabilities;

  Role(Set<Capability> capabilities) {
    this.capabilities = capabilities;
  }

  public boolean has(Capability capability) {
    return capabilities.contains(capability);
  }
}
