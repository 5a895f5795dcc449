package io.mostrador.domain.customers;

import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

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

  private static final Constraints CONSTRAINTS =
      new Constraints(Map.of("customer_credit_balance_check", StoreCredit::insufficient));

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
}
