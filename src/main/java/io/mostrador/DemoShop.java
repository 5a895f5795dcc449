package io.mostrador;

import io.mostrador.kernel.Role;

/** A believable shop of motorcycle gear, for people who want to try things. */
final class DemoShop {

  static final String PASSWORD = "Mostrador-2026!";
  static final String ADMIN = "admin";
  static final String CASHIER = "ana@example.com";
  static final String INVESTOR = "ines@example.com";

  private DemoShop() {}

  /** False when the shop is not empty; then nothing is changed. */
  static boolean fill(Domains domains) {
    return domains
        .accounts
        .createFirstAdmin(ADMIN, PASSWORD)
        .flatMapSingle(
            admin -> domains.accounts.create(CASHIER, "Ana", "Ruiz", Role.CASHIER, PASSWORD))
        .isEmpty()
        .map(wasThere -> !wasThere)
        .blockingGet();
  }
}
