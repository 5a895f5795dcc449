package io.mostrador.domain.sales;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;

/** The plans on which the shop takes cards. */
public final class CardPlans {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, code, label, installments_months, commission_rate, card_instrument, is_active,
          sort_order
        FROM card_commission_plan
        WHERE is_active
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

  private final Database database;

  public CardPlans(Database database) {
    this.database = database;
  }

  /** Active ones, in the order in which a till shows them. */
  Single<Page<CardPlan>> list(PageRequest page) {
    return database.read(sql -> Pages.read(sql, LIST, page, CardPlan::from));
  }

  /** All that may be used now. */
  public Single<List<CardPlan>> active(SqlClient sql) {
    return Sql.all(sql, ACTIVE, CardPlan::from);
  }
}
