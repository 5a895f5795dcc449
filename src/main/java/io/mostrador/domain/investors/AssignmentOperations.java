package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Page;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.function.Function;

/** Binds the operations on assignments. */
final class AssignmentOperations {

  private final Database database;
  private final BusinessTime time;
  private final Assignments assignments;

  AssignmentOperations(Database database, BusinessTime time, Assignments assignments) {
    this.database = database;
    this.time = time;
    this.assignments = assignments;
  }

  Map<String, Function<Request, Single<Reply>>> byId() {
    return Map.of(
        "listAssignments", this::list,
        "listOwnAssignments", this::listOwn,
        "getAssignment", this::get,
        "createAssignment", this::create,
        "replaceAssignment", this::change,
        "changeAssignment", this::change,
        "deleteAssignment", this::delete);
  }

  private Single<Reply> list(Request request) {
    return assignments
        .list(request.page(), request.idOrNull("investor"))
        .map(page -> reply(page, request));
  }

  private Single<Reply> listOwn(Request request) {
    return assignments.listOwn(request.page(), request.actor()).map(page -> reply(page, request));
  }

  private Reply reply(Page<Assignment> page, Request request) {
    return Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time)));
  }

  private Single<Reply> get(Request request) {
    return assignments.get(request.id("id")).map(found -> Reply.ok(found.toJson(time)));
  }

  private Single<Reply> create(Request request) {
    return database.write(
        request,
        tx ->
            assignments
                .create(tx, request.body())
                .map(created -> Reply.created(created.toJson(time))));
  }

  private Single<Reply> change(Request request) {
    return database.write(
        request,
        tx ->
            assignments
                .change(tx, request.id("id"), request.body())
                .map(changed -> Reply.ok(changed.toJson(time))));
  }

  private Single<Reply> delete(Request request) {
    return database.write(
        request, tx -> assignments.delete(tx, request.id("id")).toSingle(Reply::noContent));
  }
}
