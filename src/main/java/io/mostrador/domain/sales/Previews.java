package io.mostrador.domain.sales;

import io.mostrador.domain.sales.SaleDrafts.Checked;
import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.Set;

/** What a sale would earn, with the rules of a sale but their faults named more coarsely. */
record Previews(Earnings earnings, SaleDrafts drafts) {

  private static final Set<String> OF_LINES =
      Set.of("lines", "qty", "unit_price", "unit_cost", "discount_pct");

  /** Fails with {@code invalid} on {@code lines} or {@code payments}. */
  Single<Breakdown> of(SqlClient sql, SaleInput input) {
    return drafts
        .check(sql, input)
        .onErrorResumeNext(error -> Single.error(coarse(error)))
        .flatMap((Checked sale) -> earnings.preview(sql, sale.sold(), sale.payments()));
  }

  private static Throwable coarse(Throwable error) {
    if (!(error instanceof Failure failure) || failure.status() != 400) {
      return error;
    }
    String field = failure.fields().fieldNames().iterator().next();
    Object faults = failure.fields().getValue(field);
    String name = OF_LINES.contains(field) ? "lines" : "payments";
    boolean isNested = faults instanceof JsonArray items && items.getValue(0) instanceof JsonObject;
    return isNested ? failure : Failure.invalid(new JsonObject().put(name, faults));
  }
}
