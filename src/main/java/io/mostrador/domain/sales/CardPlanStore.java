package io.mostrador.domain.sales;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of card plans. */
final class CardPlanStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, code, label, installments_months, commission_rate, card_instrument, is_active,
          sort_order
        FROM card_commission_plan
        WHERE is_active OR $3::boolean
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT * FROM matching
        ORDER BY sort_order, id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.sort_order, page.id DESC
      """;

  private static final String ACTIVE =
      """
      SELECT id, code, label, installments_months, commission_rate, card_instrument, is_active,
        sort_order
      FROM card_commission_plan
      WHERE is_active
      ORDER BY sort_order, id DESC
      """;

  private static final String BY_ID =
      """
      SELECT id, code, label, installments_months, commission_rate, card_instrument, is_active,
        sort_order
      FROM card_commission_plan
      WHERE id = $1
      """;

  private static final String LOCK =
      """
      SELECT id, code, label, installments_months, commission_rate, card_instrument, is_active,
        sort_order
      FROM card_commission_plan
      WHERE id = $1
      FOR NO KEY UPDATE
      """;

  private static final String ADD =
      """
      INSERT INTO card_commission_plan
        (id, code, label, installments_months, commission_rate, card_instrument, is_active,
         sort_order)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String CHANGE =
      """
      UPDATE card_commission_plan
      SET code = $2, label = $3, installments_months = $4, commission_rate = $5,
        card_instrument = $6, is_active = $7, sort_order = $8
      WHERE id = $1
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "card_commission_plan_code_key",
              () -> Failure.invalid("code", "Ya existe un plan con este código.")));

  /** In the order in which a till shows them. */
  Single<Page<CardPlan>> list(SqlClient sql, PageRequest page, boolean includesInactive) {
    return Pages.read(sql, LIST, page, CardPlan::from, includesInactive);
  }

  Single<List<CardPlan>> active(SqlClient sql) {
    return Sql.all(sql, ACTIVE, CardPlan::from);
  }

  Maybe<CardPlan> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, CardPlan::from, id);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<CardPlan> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, CardPlan::from, id);
  }

  /** Fails with {@code invalid} on {@code code}. */
  Single<CardPlan> add(SqlClient sql, CardPlan plan) {
    return write(sql, ADD, plan);
  }

  /** Fails with {@code invalid} on {@code code}. */
  Single<CardPlan> change(SqlClient sql, CardPlan plan) {
    return write(sql, CHANGE, plan);
  }

  private static Single<CardPlan> write(SqlClient sql, String statement, CardPlan plan) {
    return Sql.change(
            sql,
            statement,
            plan.id(),
            plan.code(),
            plan.label(),
            plan.installmentsMonths(),
            plan.commissionRate(),
            plan.cardInstrument(),
            plan.isActive(),
            plan.sortOrder())
        .toSingleDefault(plan)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }
}
