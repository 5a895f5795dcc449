package io.mostrador.platform.http.schema;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exact decimal, sent as a string or a JSON number.
 *
 * @param least null for no limit
 * @param most null for no limit
 */
record DecimalSchema(
    Decimals.Shape shape, BigDecimal least, boolean leastIsExcluded, BigDecimal most)
    implements Schema {

  @Override
  public Checked check(Object raw) {
    Optional<BigDecimal> number =
        raw instanceof BigDecimal sent
            ? Optional.of(sent)
            : raw instanceof String text ? Decimals.parse(text.strip()) : Optional.empty();
    return number.map(this::checkNumber).orElse(Checked.bad("Se requiere un número válido."));
  }

  private Checked checkNumber(BigDecimal number) {
    return shape
        .fit(number)
        .map(this::checkLimits)
        .orElseGet(
            () ->
                Checked.bad(
                    "Use a lo más %d decimales y %d dígitos antes del punto."
                        .formatted(shape.places(), shape.digits() - shape.places())));
  }

  private Checked checkLimits(BigDecimal number) {
    if (least != null && leastIsExcluded && number.compareTo(least) <= 0) {
      return Checked.bad("Debe ser mayor que " + least.toPlainString() + ".");
    }
    if (least != null && number.compareTo(least) < 0) {
      return Checked.bad("Debe ser mayor o igual que " + least.toPlainString() + ".");
    }
    if (most != null && number.compareTo(most) > 0) {
      return Checked.bad("Debe ser menor o igual que " + most.toPlainString() + ".");
    }
    return Checked.good(number.toPlainString());
  }
}
