package io.mostrador.domain.reports;

import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;

/** Binds the contract's reports to {@link Reports}. */
public final class ReportsVerticle extends DomainVerticle {

  private static final int TOP_PRODUCTS = 10;

  public ReportsVerticle(Reports reports) {
    super(
        "reports",
        Map.of(
            "showMetrics", request -> metrics(reports, request),
            "reportSales", request -> sales(reports, request)));
  }

  private static Single<Reply> metrics(Reports reports, Request request) {
    return reports
        .metrics(Period.of(request), mostProducts(request))
        .map(metrics -> Reply.ok(metrics.toJson()));
  }

  private static Single<Reply> sales(Reports reports, Request request) {
    return reports
        .sales(Period.of(request), mostProducts(request))
        .map(report -> Reply.ok(report.toJson()));
  }

  private static int mostProducts(Request request) {
    return request.parameters().getInteger("top_limit", TOP_PRODUCTS);
  }
}
