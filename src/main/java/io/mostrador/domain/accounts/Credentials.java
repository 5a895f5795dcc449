package io.mostrador.domain.accounts;

import io.vertx.rxjava3.sqlclient.Row;

/**
 * What a user proves to be with; never leaves this package.
 *
 * @param pinHash null when the user has no PIN
 * @param tokenEpoch how many passwords there were before this one
 */
record Credentials(User user, String passwordHash, String pinHash, int tokenEpoch) {

  static Credentials from(Row row) {
    return new Credentials(
        User.from(row),
        row.getString("password_hash"),
        row.getString("pin_hash"),
        row.getInteger("token_epoch"));
  }
}
