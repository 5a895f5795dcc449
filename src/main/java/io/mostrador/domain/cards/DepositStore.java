package io.mostrador.domain.cards;

import io.mostrador.domain.cards.CardPayment.Deposit;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The table of deposits, to which entries are only added. */
final class DepositStore {

  private static final String LOCK =
      """
      SELECT s.status, p.deposit_id
      FROM sale s
      JOIN sale_payment p ON p.sale_id = s.id
      WHERE p.id = $1 AND p.method = 'CARD'
      FOR UPDATE
      """;

  private static final String ADD =
      """
      WITH entry AS (
        INSERT INTO card_deposit
          (id, payment_id, deposited_amount, deposited_on, reference, recorded_by, recorded_at)
        VALUES ($2, $1, $3, $4, $5, $6, $7)
      )
      UPDATE sale_payment
      SET deposit_id = $2
      WHERE id = $1
      """;

  private static final String UNDO =
      """
      WITH entry AS (
        INSERT INTO card_deposit
          (payment_id, deposited_amount, deposited_on, reference, undoes, recorded_by, recorded_at)
        SELECT payment_id, -deposited_amount, deposited_on, reference, id, $3, $4
        FROM card_deposit
        WHERE id = $2
      )
      UPDATE sale_payment
      SET deposit_id = NULL
      WHERE id = $1
      """;

  /**
   * A card payment and its sale, both locked.
   *
   * @param deposit the entry that stands; empty when it is not ticked off
   */
  record Locked(String saleStatus, Optional<UUID> deposit) {

    static Locked from(Row row) {
      return new Locked(row.getString("status"), Optional.ofNullable(row.getUUID("deposit_id")));
    }
  }

  /** Empty when there is no such card payment. */
  Maybe<Locked> lock(SqlClient sql, UUID payment) {
    return Sql.find(sql, LOCK, Locked::from, payment);
  }

  Completable add(
      SqlClient sql, UUID payment, UUID id, Deposit deposit, int recordedBy, OffsetDateTime now) {
    return Sql.change(
        sql,
        ADD,
        payment,
        id,
        deposit.amount(),
        deposit.day(),
        deposit.reference(),
        recordedBy,
        now);
  }

  /** Another entry of the opposite amount. */
  Completable undo(SqlClient sql, UUID payment, UUID deposit, int recordedBy, OffsetDateTime now) {
    return Sql.change(sql, UNDO, payment, deposit, recordedBy, now);
  }
}
