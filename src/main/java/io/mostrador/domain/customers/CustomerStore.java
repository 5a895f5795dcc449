package io.mostrador.domain.customers;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;

/** The table of customers. */
final class CustomerStore {

  /**
   * A customer who is not changed keeps the time of the last change, but is locked all the same.
   */
  private static final String UPSERT =
      """
      INSERT INTO customer AS c (phone, phone_normalized, name, notes, created_at, updated_at)
      VALUES ($1, $2, coalesce($3::text, $1), coalesce($4::text, ''), $5, $5)
      ON CONFLICT (phone_normalized) DO UPDATE
      SET phone = $1, name = coalesce($3::text, c.name), notes = coalesce($4::text, c.notes),
        updated_at = CASE
          WHEN (c.phone, c.name, c.notes)
            IS DISTINCT FROM ($1, coalesce($3::text, c.name), coalesce($4::text, c.notes))
          THEN $5
          ELSE c.updated_at
        END
      RETURNING id, phone, phone_normalized, name, notes, created_at, updated_at
      """;

  private static final String BY_PHONE =
      """
      SELECT id, phone, phone_normalized, name, notes, created_at, updated_at
      FROM customer
      WHERE phone_normalized = $1
      """;

  /** Null for name or notes keeps what is there; a new customer's name is the phone then. */
  Single<Customer> upsert(
      SqlClient sql, Phone phone, String name, String notes, OffsetDateTime now) {
    return Sql.one(sql, UPSERT, Customer::from, phone.text(), phone.normalized(), name, notes, now);
  }

  Maybe<Customer> find(SqlClient sql, Phone phone) {
    return Sql.find(sql, BY_PHONE, Customer::from, phone.normalized());
  }
}
