package io.mostrador.platform.http.schema;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/** A whole number that fits the limits, sent as a JSON number or its digits. */
record IntegerSchema(int least, int most) implements Schema {

  @Override
  public Checked check(Object raw) {
    Optional<BigDecimal> number =
        raw instanceof BigDecimal sent
            ? Optional.of(sent)
            : raw instanceof String text ? Decimals.parse(text.strip()) : Optional.empty();
    return number
        .flatMap(new Decimals.Shape(12, 0)::fit)
        .map(this::checkLimits)
        .orElse(Checked.bad("Se requiere un número entero válido."));
  }

  private Checked checkLimits(BigDecimal number) {
    if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
      return Checked.bad("Debe ser mayor o igual que " + least + ".");
    }
    if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
      return Checked.bad("Debe ser menor o igual que " + most + ".");
    }
    return Checked.good(number.intValueExact());
  }
}
