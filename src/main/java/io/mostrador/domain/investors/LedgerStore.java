package io.mostrador.domain.investors;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
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
        reference_type, reference_id, note, created_at
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

  private static String[] texts(List<Posting> postings, Function<Posting, String> field) {
    return postings.stream().map(field).toArray(String[]::new);
  }

  private static BigDecimal[] amounts(List<Posting> postings, Function<Deltas, BigDecimal> delta) {
    return postings.stream().map(Posting::deltas).map(delta).toArray(BigDecimal[]::new);
  }
}
