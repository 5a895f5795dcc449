/**
 * What the shop spends.
 *
 * <p>Owns {@code expense} and {@code fixed_expense_template}. A template has one expense a month;
 * an expense is never removed, and a cancelled one never pending again; it has a payer and a time
 * of payment exactly while it is paid.
 */
@CheckReturnValue
package io.mostrador.domain.expenses;

import com.google.errorprone.annotations.CheckReturnValue;
