package io.mostrador.domain.accounts;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** The contract's operations on users. */
record UserOperations(Database database, BusinessTime time, Users users) {

  private static final String PASSWORD = "password";

  /** By operationId. */
  Map<String, Function<Request, Single<Reply>>> named() {
    return Map.of(
        "listUsers", this::list,
        "getUser", this::get,
        "createUser", this::create,
        "replaceUser", this::change,
        "changeUser", this::change);
  }

  private Single<Reply> list(Request request) {
    return users
        .list(request.page(), request.text("q"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private Single<Reply> get(Request request) {
    return users.get(id(request)).map(this::shown);
  }

  private Reply shown(User user) {
    return Reply.ok(user.toJson(time)).at(user.revision());
  }

  private Single<Reply> create(Request request) {
    NewUser user = NewUser.of(request.body());
    return users
        .hash(user, request.body().getString(PASSWORD))
        .flatMap(hash -> create(withoutPassword(request), user, hash));
  }

  private Single<Reply> create(Request request, NewUser user, String passwordHash) {
    return database.write(
        request,
        tx ->
            users
                .create(tx, user, passwordHash)
                .map(created -> Reply.created(created.toJson(time)).at(created.revision())));
  }

  /** An idempotency key is kept with a quick hash of the body, which a password must not be in. */
  private static Request withoutPassword(Request request) {
    JsonObject body = request.body().copy();
    body.remove(PASSWORD);
    return new Request(
        request.operationId(), request.actor(), request.parameters(), body, request.origin());
  }

  private Single<Reply> change(Request request) {
    UserChange change = UserChange.of(request.body());
    return database.write(request, tx -> users.change(tx, id(request), change).map(this::shown));
  }

  private static int id(Request request) {
    return request.parameters().getInteger("id");
  }
}
