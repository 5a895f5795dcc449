package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;

/**
 * What a programme has given so far, without what was taken back.
 *
 * @param byCustomer to the customer, within the window of the limit
 * @param byAll to all customers, ever
 * @param spent on all customers, ever
 */
record Uses(long byCustomer, long byAll, BigDecimal spent) {

  static final Uses NONE = new Uses(0, 0, Decimals.ZERO);
}
