package io.mostrador.domain.customers;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.CountedList;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

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

  private static final String BY_ID =
      """
      SELECT id, phone, phone_normalized, name, notes, created_at, updated_at
      FROM customer
      WHERE id = $1
      """;

  /** Not only against other changes, but against new rows that refer to it. */
  private static final String LOCK =
      """
      SELECT id
      FROM customer
      WHERE id = $1
      FOR UPDATE
      """;

  private static final String HOLD =
      """
      SELECT id
      FROM customer
      WHERE id = $1
      FOR KEY SHARE
      """;

  private static final String MATCHING =
      """
      FROM customer
      WHERE ($1::text IS NULL OR phone_normalized = $1)
        AND ($2::text IS NULL OR name ILIKE $2 OR phone ILIKE $2
          OR phone_normalized LIKE $3::text)
      """;

  private static final String COUNT = "SELECT count(*) AS listed\n" + MATCHING;

  private static final String PAGE =
      "SELECT id, phone, phone_normalized, name, notes, created_at, updated_at\n"
          + MATCHING
          + """
            ORDER BY updated_at {way}, id {way}
            LIMIT $4 OFFSET $5
          """;

  private final CountedList<Customer> list = new CountedList<>(COUNT, PAGE, Customer::from);

  /** Null for name or notes keeps what is there; a new customer's name is the phone then. */
  Single<Customer> upsert(
      SqlClient sql, Phone phone, String name, String notes, OffsetDateTime now) {
    return Sql.one(sql, UPSERT, Customer::from, phone.text(), phone.normalized(), name, notes, now);
  }

  Maybe<Customer> find(SqlClient sql, Phone phone) {
    return Sql.find(sql, BY_PHONE, Customer::from, phone.normalized());
  }

  Maybe<Customer> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Customer::from, id);
  }

  Completable hold(SqlClient sql, UUID id) {
    return Sql.change(sql, HOLD, id);
  }

  Completable lock(SqlClient sql, UUID id) {
    return Sql.change(sql, LOCK, id);
  }

  /** Last changed first. */
  Single<Page<Customer>> list(
      SqlClient sql, PageRequest page, Optional<Phone> phone, Optional<String> search) {
    return list.page(
        sql,
        page,
        phone.map(Phone::normalized).orElse(null),
        LikePattern.containing(search),
        LikePattern.containing(Phone.digitsIn(search)));
  }
}
