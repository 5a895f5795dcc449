package io.mostrador.domain.investors;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The tables of entries and balances. */
final class LedgerStore {

  /** Ids rise in the order of the postings; the trigger locks the balances by investor. */
  private static final String ADD =
      """
      INSERT INTO investor_ledger_entry
        (investor_id, entry_type, capital_delta, inventory_delta, profit_delta, product_id,
         reference_type, reference_id, note, created_by, created_at)
      SELECT investor_id, entry_type, capital_delta, inventory_delta, profit_delta, product_id,
        reference_type, reference_id, note, $1, $2
      FROM unnest($3::uuid[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[],
          $8::uuid[], $9::text[], $10::text[], $11::text[])
        WITH ORDINALITY AS posting (investor_id, entry_type, capital_delta, inventory_delta,
          profit_delta, product_id, reference_type, reference_id, note, position)
      ORDER BY position
      RETURNING id, investor_id, entry_type, capital_delta, inventory_delta, profit_delta,
        product_id, reference_type, reference_id, note, created_at
      """;

  /** No row at all for an investor that does not exist. */
  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, created_at, capital_delta, inventory_delta, profit_delta
        FROM investor_ledger_entry
        WHERE investor_id = $3
          AND ($4::text IS NULL OR entry_type = $4)
          AND ($5::timestamptz IS NULL OR created_at >= $5)
          AND ($6::timestamptz IS NULL OR created_at < $6)
          AND ($7::text IS NULL OR reference_type = $7)
          AND ($8::text IS NULL OR reference_id = $8)
          AND ($9::uuid IS NULL OR product_id = $9)
      ), counted AS (
        SELECT count(*) AS listed, coalesce(sum(capital_delta), 0) AS capital,
          coalesce(sum(inventory_delta), 0) AS inventory, coalesce(sum(profit_delta), 0) AS profit
        FROM matching
      )
      SELECT counted.listed, counted.capital, counted.inventory, counted.profit, page.*
      FROM investor
      CROSS JOIN counted
      LEFT JOIN LATERAL (
        SELECT m.position, e.id, e.investor_id, e.entry_type, e.capital_delta, e.inventory_delta,
          e.profit_delta, e.product_id, e.reference_type, e.reference_id, e.note, e.created_at
        FROM (
          SELECT id, row_number() OVER (
            ORDER BY CASE WHEN $10::boolean THEN created_at END, CASE WHEN $10 THEN id END,
              created_at DESC, id DESC
          ) AS position
          FROM matching
          ORDER BY position
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN investor_ledger_entry e ON e.id = m.id
      ) page ON true
      WHERE investor.id = $3
      ORDER BY page.position
      """;

  private static final String LOCK =
      """
      SELECT capital, inventory, profit
      FROM investor_balance
      WHERE investor_id = $1
      FOR UPDATE
      """;

  private static final String BALANCES =
      """
      SELECT capital, inventory, profit
      FROM investor_balance
      WHERE investor_id = $1
      """;

  /** The entries, in the order of the postings. */
  Single<List<LedgerEntry>> add(
      SqlClient sql, Integer createdBy, OffsetDateTime now, List<Posting> postings) {
    return Sql.all(
        sql,
        ADD,
        LedgerEntry::from,
        createdBy,
        now,
        postings.stream().map(Posting::investor).toArray(UUID[]::new),
        texts(postings, posting -> posting.type().name()),
        amounts(postings, Deltas::capital),
        amounts(postings, Deltas::inventory),
        amounts(postings, Deltas::profit),
        postings.stream().map(Posting::product).toArray(UUID[]::new),
        texts(postings, posting -> posting.reference().type()),
        texts(postings, posting -> posting.reference().id()),
        texts(postings, Posting::note));
  }

  /** Empty when there is no such investor; fails with {@code not_found} for a missing page. */
  Maybe<LedgerPage> list(SqlClient sql, PageRequest page, UUID investor, LedgerFilter filter) {
    return Sql.run(
            sql,
            LIST,
            page.number(),
            page.size(),
            investor,
            filter.entryType(),
            filter.from(),
            filter.before(),
            filter.referenceType(),
            filter.referenceId(),
            filter.product(),
            filter.isOldestFirst())
        .flatMapMaybe(
            rows ->
                rows.size() == 0
                    ? Maybe.empty()
                    : Maybe.fromCallable(() -> ledgerPage(page, rows)));
  }

  private static LedgerPage ledgerPage(PageRequest page, RowSet<Row> rows) {
    Row first = rows.iterator().next();
    List<LedgerEntry> entries = new ArrayList<>();
    for (Row row : rows) {
      if (row.getUUID("id") != null) {
        entries.add(LedgerEntry.from(row));
      }
    }
    return new LedgerPage(new Page<>(page, first.getLong("listed"), entries), Balances.from(first));
  }

  /** Empty when there is no such investor. */
  Maybe<Balances> lock(SqlClient sql, UUID investor) {
    return Sql.find(sql, LOCK, Balances::from, investor);
  }

  Single<Balances> balances(SqlClient sql, UUID investor) {
    return Sql.one(sql, BALANCES, Balances::from, investor);
  }

  private static String[] texts(List<Posting> postings, Function<Posting, String> field) {
    return postings.stream().map(field).toArray(String[]::new);
  }

  private static BigDecimal[] amounts(List<Posting> postings, Function<Deltas, BigDecimal> delta) {
    return postings.stream().map(Posting::deltas).map(delta).toArray(BigDecimal[]::new);
  }
}
