package io.mostrador.domain.sales;

import io.mostrador.domain.accounts.Accounts;
import io.mostrador.domain.accounts.User;
import io.mostrador.domain.sales.SaleInput.Approval;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Capability;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.Optional;

/** Asks for an administrator where a cashier discounts more than a cashier may. */
final class Approvals {

  private final Accounts accounts;

  Approvals(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Who approved; empty where nobody had to. Computes a hash, so it is asked outside of
   * transactions.
   *
   * <p>Fails with {@code invalid} on {@code discount_pct}, {@code override_admin_username} or
   * {@code override_admin_password}, or on a line that makes no sense.
   *
   * @param address of the client, since passwords could be guessed here too
   */
  Single<Optional<User>> approver(Actor actor, SaleInput input, String address) {
    if (actor.may(Capability.SALES_DISCOUNT_OVERRIDE)) {
      return Single.just(Optional.empty());
    }
    List<SoldLine> lines = SaleRules.lines(input.lines());
    return SaleRules.needsOverride(lines)
        ? prove(input.approval(), address).map(Optional::of)
        : Single.just(Optional.empty());
  }

  private Single<User> prove(Approval approval, String address) {
    if (approval.username().isEmpty() && approval.password().isEmpty()) {
      throw Failure.invalid(
          "discount_pct", "Un descuento mayor al 10 % necesita autorización de un administrador.");
    }
    String username =
        approval
            .username()
            .orElseThrow(() -> Failure.invalid("override_admin_username", "Falta el usuario."));
    String password =
        approval
            .password()
            .orElseThrow(() -> Failure.invalid("override_admin_password", "Falta la contraseña."));
    return accounts
        .isActiveAdmin(username)
        .filter(isAdmin -> isAdmin)
        .switchIfEmpty(
            Single.error(
                () -> Failure.invalid("override_admin_username", "No es un administrador activo.")))
        .flatMap(
            admin ->
                accounts
                    .prove(username, password, address)
                    .switchIfEmpty(
                        Single.error(
                            () ->
                                Failure.invalid(
                                    "override_admin_password", "Contraseña incorrecta."))));
  }
}
