/**
 * Rewards for customers who come back, each of which can be explained afterwards.
 *
 * <p>Owns {@code loyalty_program} with its versions and, through the trigger on {@code
 * loyalty_event}, {@code loyalty_redemption} and {@code loyalty_program_use}; reads {@code
 * purchase_fact}, which the sales keep. Whether a customer is rewarded is a pure function of an
 * immutable version of a programme, the customer's purchases, the cart and the day ({@link
 * io.mostrador.domain.loyalty.Eligibility}). What was given is never edited: another event takes it
 * back.
 */
@CheckReturnValue
package io.mostrador.domain.loyalty;

import com.google.errorprone.annotations.CheckReturnValue;
