package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.function.Function;

/** The contract's operations on brands, or on product types. */
record LabelOperations(Database database, BusinessTime time, Labels labels) {

  /** By operationId; {@code kind} is what they end in, for example {@code Brand}. */
  Map<String, Function<Request, Single<Reply>>> named(String kind) {
    return Map.of(
        "list" + kind + "s", this::list,
        "get" + kind, this::get,
        "create" + kind, this::create,
        "replace" + kind, this::change,
        "change" + kind, this::change,
        "delete" + kind, this::delete);
  }

  private Single<Reply> list(Request request) {
    return labels
        .list(request.page(), request.text("q"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private Single<Reply> get(Request request) {
    return labels.get(request.id("id")).map(label -> Reply.ok(label.toJson(time)));
  }

  private Single<Reply> create(Request request) {
    String name = request.body().getString("name");
    boolean isActive = request.body().getBoolean("is_active", true);
    return database.write(
        request,
        tx -> labels.create(tx, name, isActive).map(label -> Reply.created(label.toJson(time))));
  }

  private Single<Reply> change(Request request) {
    String name = request.body().getString("name");
    Boolean isActive = request.body().getBoolean("is_active");
    return database.write(
        request,
        tx ->
            labels
                .change(tx, request.id("id"), name, isActive)
                .map(label -> Reply.ok(label.toJson(time))));
  }

  private Single<Reply> delete(Request request) {
    return database.write(
        request, tx -> labels.delete(tx, request.id("id")).toSingle(Reply::noContent));
  }
}
