package io.mostrador.domain.audit;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the contract's audit operations to {@link AuditSearch} and {@link AuditChain}. */
public final class AuditVerticle extends DomainVerticle {

  public AuditVerticle(BusinessTime time, AuditSearch search, AuditChain chain) {
    super(
        "audit",
        Map.of(
            "listAuditLogs", request -> list(search, time, request),
            "getAuditLog", request -> get(search, time, request),
            "verifyAuditLogs", request -> verify(chain, request)));
  }

  private static Single<Reply> list(AuditSearch search, BusinessTime time, Request request) {
    AuditSearch.Filter filter =
        new AuditSearch.Filter(
            request.parameters().getString("action"),
            request.parameters().getString("entity_type"),
            request.parameters().getString("entity_id"),
            request.parameters().getInteger("actor"),
            day(request, "date_from"),
            day(request, "date_to"));
    return search
        .list(request.page(), filter)
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static @Nullable LocalDate day(Request request, String parameter) {
    return request.text(parameter).map(LocalDate::parse).orElse(null);
  }

  private static Single<Reply> get(AuditSearch search, BusinessTime time, Request request) {
    return search.get(request.id("id")).map(found -> Reply.ok(found.toJson(time)));
  }

  private static Single<Reply> verify(AuditChain chain, Request request) {
    int from = request.parameters().getInteger("from_sequence", 1);
    return chain.verifyShortly(from).map(verdict -> Reply.ok(verdict.toJson()));
  }
}
