/**
 * Selling over the counter.
 *
 * <p>Owns {@code sale} with its lines, payments and profitability, {@code purchase_fact}, {@code
 * card_commission_plan} and {@code sales_month}. A draft has no effects; confirmation takes stock
 * and store credit, works out what the sale earned and tells the investors' ledger, all in one
 * transaction and once; a void takes all of it back, once. Payments always add up to the total.
 */
@CheckReturnValue
package io.mostrador.domain.sales;

import com.google.errorprone.annotations.CheckReturnValue;
