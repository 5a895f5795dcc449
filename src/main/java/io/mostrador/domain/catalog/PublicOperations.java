package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Page;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.function.Function;

/** The contract's operations on the shop window. */
record PublicOperations(BusinessTime time, PublicCatalog catalog) {

  Map<String, Function<Request, Single<Reply>>> named() {
    return Map.of("listPublicProducts", this::list, "getPublicProduct", this::get);
  }

  private Single<Reply> list(Request request) {
    return catalog
        .list(request.page(), request.text("q"))
        .map(
            page ->
                stamped(
                    Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))),
                    page));
  }

  private Single<Reply> get(Request request) {
    return catalog
        .get(request.text("sku").orElseThrow())
        .map(
            product ->
                Reply.ok(product.toJson(time)).atVersion(product.catalogVersion().toString()));
  }

  /** A page without rows says nothing about the version; it is hardly worth sharing. */
  private static Reply stamped(Reply reply, Page<PublicProduct> page) {
    return page.rows().isEmpty()
        ? reply
        : reply.atVersion(page.rows().get(0).catalogVersion().toString());
  }
}
