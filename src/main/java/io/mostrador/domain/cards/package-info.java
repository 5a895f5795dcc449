/**
 * What cards really cost, and what the bank paid of it.
 *
 * <p>Owns {@code card_deposit}, append-only, and the pointer from a payment to the entry that
 * stands; reads payments and breakdowns of sales. Plans belong to sales. A payment's commission is
 * its amount at the rate it was taken at, halves away from zero; a sale's commission is rounded
 * once over all its cards, and {@code rounding_difference} is what lies between the two.
 */
@CheckReturnValue
package io.mostrador.domain.cards;

import com.google.errorprone.annotations.CheckReturnValue;
