package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up what rewards cost, and what was sold with them. */
public final class LoyaltyReports {

  private static final String DAYS =
      """
      WITH given AS (
        SELECT r.program_id, r.day, count(*) AS uses, sum(r.discount) AS discount,
          sum(s.total) AS revenue
        FROM loyalty_redemption r
        JOIN sale s ON s.id = r.sale_id
        WHERE r.state = 'REDEEMED'
          AND ($1::date IS NULL OR r.day >= $1) AND ($2::date IS NULL OR r.day <= $2)
          AND ($3::uuid IS NULL OR r.program_id = $3)
        GROUP BY r.program_id, r.day
      ), doubted AS (
        SELECT e.program_id, e.day, count(*) AS exceptions
        FROM loyalty_event e
        WHERE e.kind = 'EXCEPTION'
          AND ($1::date IS NULL OR e.day >= $1) AND ($2::date IS NULL OR e.day <= $2)
          AND ($3::uuid IS NULL OR e.program_id = $3)
        GROUP BY e.program_id, e.day
      )
      SELECT p.id AS program_id, p.code, p.name, day, coalesce(g.uses, 0) AS uses,
        coalesce(g.discount, 0) AS discount, coalesce(g.revenue, 0) AS revenue,
        coalesce(d.exceptions, 0) AS exceptions
      FROM given g
      FULL JOIN doubted d USING (program_id, day)
      JOIN loyalty_program p ON p.id = program_id
      ORDER BY p.code, p.id, day
      """;

  private final Database database;

  public LoyaltyReports(Database database) {
    this.database = database;
  }

  /**
   * Fails with {@code invalid} on {@code date_from} when it is after {@code to}.
   *
   * @param program null for all
   */
  Single<LoyaltyReport> of(
      Optional<LocalDate> from, Optional<LocalDate> to, @Nullable UUID program) {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw Failure.invalid("date_from", "No puede ser posterior a date_to.");
    }
    return database.report(
        sql ->
            Sql.all(sql, DAYS, LoyaltyReport.Day::from, from.orElse(null), to.orElse(null), program)
                .map(LoyaltyReport::new));
  }
}
