package io.mostrador.domain.customers;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.CountedList;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entries of store credit and the balances that the trigger on them keeps. */
final class StoreCreditStore {

  private static final String BALANCE =
      """
      SELECT balance
      FROM customer_credit
      WHERE customer_id = $1
      """;

  private static final String ADD =
      """
      INSERT INTO customer_credit_entry
        (customer_id, kind, amount, reference_type, reference_id, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  private static final String BY_ID =
      """
      SELECT cc.id, cc.balance, cc.updated_at,
        c.id AS customer_id, c.phone AS customer_phone,
        c.phone_normalized AS customer_phone_normalized, c.name AS customer_name,
        c.notes AS customer_notes, c.created_at AS customer_created_at,
        c.updated_at AS customer_updated_at
      FROM customer_credit cc
      JOIN customer c ON c.id = cc.customer_id
      WHERE cc.id = $1
      """;

  private static final String MATCHING =
      """
      FROM customer_credit cc
      WHERE ($1::uuid IS NULL OR cc.customer_id = $1)
        AND ($2::text IS NULL
          OR cc.customer_id = (SELECT id FROM customer WHERE phone_normalized = $2))
      """;

  private static final String COUNT = "SELECT count(*) AS listed\n" + MATCHING;

  private static final String PAGE =
      """
      SELECT cc.id, cc.balance, cc.updated_at,
        c.id AS customer_id, c.phone AS customer_phone,
        c.phone_normalized AS customer_phone_normalized, c.name AS customer_name,
        c.notes AS customer_notes, c.created_at AS customer_created_at,
        c.updated_at AS customer_updated_at
      FROM (
        SELECT cc.id, cc.customer_id, cc.balance, cc.updated_at
      """
          + MATCHING
          + """
            ORDER BY cc.updated_at {way}, cc.id {way}
            LIMIT $3 OFFSET $4
          ) cc
          JOIN customer c ON c.id = cc.customer_id
          ORDER BY cc.updated_at {way}, cc.id {way}
          """;

  private static final String ENTRIES =
      """
      WITH counted AS (
        SELECT count(*) AS listed FROM customer_credit_entry WHERE customer_id = $3
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT e.id, e.kind, e.amount, e.balance_after, e.reference_type, e.reference_id,
          u.username AS created_by_username, e.created_at
        FROM customer_credit_entry e
        LEFT JOIN app_user u ON u.id = e.created_by
        WHERE e.customer_id = $3
        ORDER BY e.id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(Map.of("customer_credit_balance_check", StoreCredit::insufficient));

  private final CountedList<CustomerCredit> list =
      new CountedList<>(COUNT, PAGE, CustomerCredit::from);

  Maybe<BigDecimal> balance(SqlClient sql, UUID customerId) {
    return Sql.find(sql, BALANCE, row -> row.getBigDecimal("balance"), customerId);
  }

  /** Fails with {@code invalid_payment} when the balance would become negative. */
  Completable add(
      SqlClient sql,
      UUID customerId,
      StoreCredit.Kind kind,
      BigDecimal amount,
      StoreCredit.Reference reference,
      Integer createdBy,
      OffsetDateTime now) {
    return Sql.run(
            sql,
            ADD,
            customerId,
            kind.name(),
            amount,
            reference.type(),
            reference.id(),
            createdBy,
            now)
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  Maybe<CustomerCredit> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, CustomerCredit::from, id);
  }

  /** Last changed first. */
  Single<Page<CustomerCredit>> list(
      SqlClient sql, PageRequest page, @Nullable UUID customerId, Optional<Phone> phone) {
    return list.page(sql, page, customerId, phone.map(Phone::normalized).orElse(null));
  }

  /** Newest first. */
  Single<Page<CreditEntry>> entries(SqlClient sql, PageRequest page, UUID customerId) {
    return Pages.read(sql, ENTRIES, page, CreditEntry::from, customerId);
  }
}
