package io.mostrador.domain.investors;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/** The table of assignments, as people see and write it. */
final class AssignmentStore {

  private static final String LIST =
      """
      WITH counted AS (
        SELECT count(*) AS listed
        FROM investor_assignment
        WHERE ($3::uuid IS NULL OR investor_id = $3)
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT a.id, a.investor_id, a.product_id, p.sku AS product_sku, p.name AS product_name,
          a.qty_assigned, a.qty_sold, a.qty_sold_by_hand, a.unit_cost, a.created_at
        FROM (
          SELECT * FROM investor_assignment
          WHERE ($3::uuid IS NULL OR investor_id = $3)
          ORDER BY created_at DESC, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) a
        JOIN product p ON p.id = a.product_id
      ) page ON true
      ORDER BY page.created_at DESC, page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT a.id, a.investor_id, a.product_id, p.sku AS product_sku, p.name AS product_name,
        a.qty_assigned, a.qty_sold, a.qty_sold_by_hand, a.unit_cost, a.created_at
      FROM investor_assignment a
      JOIN product p ON p.id = a.product_id
      WHERE a.id = $1
      """;

  private static final String LOCK =
      """
      SELECT a.id, a.investor_id, a.product_id, p.sku AS product_sku, p.name AS product_name,
        a.qty_assigned, a.qty_sold, a.qty_sold_by_hand, a.unit_cost, a.created_at
      FROM investor_assignment a
      JOIN product p ON p.id = a.product_id
      WHERE a.id = $1
      FOR UPDATE OF a
      """;

  private static final String ADD =
      """
      INSERT INTO investor_assignment
        (investor_id, product_id, qty_assigned, qty_sold, qty_sold_by_hand, unit_cost, created_at,
         updated_at)
      VALUES ($1, $2, $3, $4, $4, $5, $6, $6)
      RETURNING id
      """;

  private static final String CHANGE =
      """
      UPDATE investor_assignment
      SET investor_id = $2, product_id = $3, qty_assigned = $4,
        qty_sold_by_hand = qty_sold_by_hand + $5 - qty_sold, qty_sold = $5, unit_cost = $6,
        updated_at = $7
      WHERE id = $1
      """;

  private static final String REMOVE =
      """
      DELETE FROM investor_assignment
      WHERE id = $1
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "investor_assignment_investor_id_fkey",
              () -> Failure.invalid("investor", "El inversionista no existe."),
              "investor_assignment_product_id_fkey",
              () -> Failure.invalid("product", "El producto no existe."),
              "investor_assignment_unit_cost_key",
              () ->
                  Failure.invalid(
                      "unit_cost", "El inversionista ya tiene este producto a este costo.")));

  /** Newest first; of one investor unless {@code investor} is null. */
  Single<Page<Assignment>> list(SqlClient sql, PageRequest page, UUID investor) {
    return Pages.read(sql, LIST, page, Assignment::from, investor);
  }

  Maybe<Assignment> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Assignment::from, id);
  }

  /** Nobody else changes or sells it until the transaction ends. */
  Maybe<Assignment> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, Assignment::from, id);
  }

  /** Its id; fails with {@code invalid}. */
  Single<UUID> add(SqlClient sql, AssignmentFields fields, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            row -> row.getUUID("id"),
            fields.investor(),
            fields.product(),
            fields.qtyAssigned(),
            fields.qtySold(),
            fields.unitCost(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** What sales took stays what it was; fails with {@code invalid}. */
  Completable change(SqlClient sql, UUID id, AssignmentFields fields, OffsetDateTime now) {
    return Sql.run(
            sql,
            CHANGE,
            id,
            fields.investor(),
            fields.product(),
            fields.qtyAssigned(),
            fields.qtySold(),
            fields.unitCost(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  /** Fails with {@code in_use} when a sale ever took units from it. */
  Completable remove(SqlClient sql, UUID id) {
    return Sql.change(sql, REMOVE, id)
        .onErrorResumeNext(
            error ->
                Completable.error(
                    Constraints.isAboutReference(error)
                        ? Failure.conflict("in_use", "Ya hay ventas de esta asignación.")
                        : error));
  }
}
