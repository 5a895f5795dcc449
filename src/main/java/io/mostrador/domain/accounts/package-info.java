/**
 * Who may sign in: users, their passwords and tokens.
 *
 * <p>Owns {@code app_user} and {@code refresh_token}. Passwords are only ever kept as Argon2id
 * hashes, refresh tokens as SHA-256; one refresh token works once, and its second use revokes all
 * that descend from the same login.
 */
@CheckReturnValue
package io.mostrador.domain.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
