/**
 * Who buys by name, and the store credit they hold.
 *
 * <p>Owns {@code customer}, {@code customer_credit_entry} and, through the trigger on it, {@code
 * customer_credit}. A customer is found by the digits of the phone. Credit is what its entries add
 * up to, and never negative.
 */
@CheckReturnValue
package io.mostrador.domain.customers;

import com.google.errorprone.annotations.CheckReturnValue;
