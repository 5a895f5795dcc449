/**
 * Who paid for goods, which goods those are, and what they earned.
 *
 * <p>Owns {@code investor}, {@code investor_assignment}, {@code investor_ledger_entry} and, through
 * the trigger on the entries, {@code investor_balance}. Entries are never changed or removed; a
 * balance is always their sum; no withdrawal, purchase or reinvestment takes more than there is.
 */
@CheckReturnValue
package io.mostrador.domain.investors;

import com.google.errorprone.annotations.CheckReturnValue;
