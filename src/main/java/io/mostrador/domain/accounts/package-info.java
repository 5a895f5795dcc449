/**
 * Who may sign in: users, their passwords, PINs and tokens.
 *
 * <p>Owns {@code app_user}, {@code refresh_token} and {@code password_reset}. Passwords and PINs
 * are only ever kept as Argon2id hashes, tokens as SHA-256; one refresh token works once, and its
 * second use revokes all that descend from the same login. Who changes what a user signs in with
 * holds the user's row, so that no token is issued past a revocation. There is always an active
 * administrator.
 */
@CheckReturnValue
package io.mostrador.domain.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
