package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Tells what a programme would have cost. */
public final class Simulations {

  private static final long MOST_DAYS = 366;
  private static final int MOST_SALES = 5000;

  private final Database database;
  private final BusinessTime time;
  private final BigDecimal maxPct;
  private final ProgramStore programs = new ProgramStore();
  private final SimulationStore store = new SimulationStore();

  /**
   * @param maxPct most that a line is discounted by promotion and by hand together
   */
  public Simulations(Database database, BusinessTime time, BigDecimal maxPct) {
    this.database = database;
    this.time = time;
    this.maxPct = maxPct;
  }

  /** Fails with {@code not_found}, or {@code invalid} on {@code date_from} or {@code date_to}. */
  Single<JsonObject> of(UUID id, LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      throw Failure.invalid("date_from", "No puede ser posterior a date_to.");
    }
    if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw Failure.invalid("date_to", "Elige a lo más " + MOST_DAYS + " días.");
    }
    return database
        .read(sql -> programs.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())))
        .flatMap(
            program ->
                pastSales(program, from, to).map(sales -> played(program, sales).toJson(from, to)));
  }

  private Single<List<PastSale>> pastSales(Program program, LocalDate from, LocalDate to) {
    List<Window> windows = program.definition().rule().windows();
    return database
        .report(
            sql ->
                store.pastSales(
                    sql, time.startOf(from), time.startOf(to.plusDays(1)), windows, MOST_SALES + 1))
        .doOnSuccess(
            sales -> {
              if (sales.size() > MOST_SALES) {
                throw Failure.invalid(
                    "date_to", "Hay más de " + MOST_SALES + " ventas: elige menos días.");
              }
            });
  }

  private Simulation played(Program program, List<PastSale> sales) {
    Simulation simulation = new Simulation(program, maxPct);
    sales.forEach(simulation::play);
    return simulation;
  }
}
