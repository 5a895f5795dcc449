package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings together what {@link Eligibility} decides on: programmes, history, cart and day. */
final class Judgement {

  private final BusinessTime time;
  private final BigDecimal maxPct;
  private final ProgramStore programs = new ProgramStore();
  private final HistoryStore histories = new HistoryStore();

  Judgement(BusinessTime time, BigDecimal maxPct) {
    this.time = time;
    this.maxPct = maxPct;
  }

  /**
   * Of every active programme, best first; the history is read in one statement for all of them.
   *
   * @param customer null for somebody who never bought
   */
  Single<List<Evaluation>> ofAll(SqlClient sql, @Nullable UUID customer, Optional<Cart> cart) {
    LocalDate today = time.today();
    return programs
        .active(sql, customer, today)
        .flatMap(
            active ->
                history(sql, customer, active, today)
                    .map(
                        history ->
                            active.stream()
                                .map(program -> judge(program, history, cart, today))
                                .sorted(Evaluation.BEST_FIRST)
                                .toList()));
  }

  /** Of one programme, whatever its status; empty when there is none. */
  Maybe<Evaluation> of(SqlClient sql, UUID program, UUID customer, Cart cart) {
    LocalDate today = time.today();
    return programs
        .find(sql, program, customer, today)
        .flatMapSingle(
            found ->
                history(sql, customer, List.of(found), today)
                    .map(history -> judge(found, history, Optional.of(cart), today)));
  }

  private Single<History> history(
      SqlClient sql, @Nullable UUID customer, List<Program> judged, LocalDate today) {
    List<Window> windows =
        judged.stream()
            .flatMap(program -> program.definition().rule().windows().stream())
            .distinct()
            .toList();
    return customer == null
        ? Single.just(History.NONE)
        : histories.read(sql, customer, Cuts.of(windows, today));
  }

  private Evaluation judge(Program program, History history, Optional<Cart> cart, LocalDate today) {
    return new Eligibility(today, maxPct).of(program, history, cart);
  }

  /** The lines with what the catalogue knows of their products; those it knows not stay out. */
  Single<Cart> cart(SqlClient sql, List<CartLine> lines) {
    return histories
        .goods(sql, lines.stream().map(CartLine::product).toList())
        .map(
            goods ->
                goods.stream().collect(Collectors.toMap(CartLine.Goods::product, each -> each)))
        .map(
            (Map<UUID, CartLine.Goods> byProduct) ->
                new Cart(
                    lines.stream()
                        .filter(line -> byProduct.containsKey(line.product()))
                        .map(line -> line.of(byProduct.get(line.product())))
                        .toList()));
  }
}
