package io.mostrador.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One permission; each operation of the contract names the one that guards it. */
public enum Capability {
  CATALOG_VIEW,
  CATALOG_MANAGE,
  INVENTORY_VIEW,
  INVENTORY_MANAGE,
  PURCHASES_VIEW,
  PURCHASES_MANAGE,
  IMPORTS_VIEW,
  IMPORTS_MANAGE,
  SALES_VIEW,
  SALES_CREATE,
  SALES_CONFIRM,
  SALES_VOID,
  SALES_VOID_OWN_WINDOW("sales.void.own_window"),
  SALES_DISCOUNT_LIMIT("sales.discount.limit"),
  SALES_DISCOUNT_OVERRIDE("sales.discount.override"),
  SALES_PLANS_MANAGE("sales.plans.manage"),
  LAYAWAY_MANAGE,
  LOYALTY_VIEW,
  LOYALTY_MANAGE,
  INVESTOR_MANAGE,
  INVESTOR_VIEW_OWN("investor.view.own"),
  LEDGER_MANAGE,
  LEDGER_VIEW_OWN("ledger.view.own"),
  METRICS_VIEW,
  EXPENSES_VIEW,
  EXPENSES_MANAGE,
  AUDIT_VIEW,
  USERS_MANAGE;

  private final String text;

  Capability() {
    this.text = name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  Capability(String text) {
    this.text = text;
  }

  /**
   * As the contract's {@code x-capability} writes it, for example {@code sales.void.own_window}.
   */
  public String text() {
    return text;
  }

  /** Empty when the contract names a capability that does not exist. */
  public static Optional<Capability> of(String text) {
    return Stream.of(values()).filter(capability -> capability.text.equals(text)).findFirst();
  }
}
