package io.mostrador.domain.accounts;

import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations on tokens, PINs and forgotten passwords. */
record LoginOperations(
    Database database, Logins logins, Sessions sessions, Pins pins, PasswordResets resets) {

  /** By operationId. */
  Map<String, Function<Request, Single<Reply>>> named() {
    return Map.of(
        "logIn", this::logIn,
        "logInWithPin", this::logInWithPin,
        "refreshToken", this::refresh,
        "setPin", this::setPin,
        "requestPasswordReset", this::requestReset,
        "confirmPasswordReset", this::confirmReset);
  }

  private Single<Reply> logIn(Request request) {
    JsonObject body = request.body();
    return logins
        .byPassword(
            body.getString("username"), body.getString("password"), request.origin().address())
        .map(pair -> Reply.ok(pair.toJson()));
  }

  private Single<Reply> logInWithPin(Request request) {
    JsonObject body = request.body();
    return logins
        .byPin(body.getString("username"), body.getString("pin"), request.origin().address())
        .map(pair -> Reply.ok(pair.toJson()));
  }

  private Single<Reply> refresh(Request request) {
    return sessions
        .rotate(request.body().getString("refresh"))
        .map(pair -> Reply.ok(pair.toJson()));
  }

  private Single<Reply> setPin(Request request) {
    String password = request.body().getString("current_password");
    String username = request.actor().username();
    return logins
        .again(username, password, request.origin().address())
        .flatMap(user -> pins.hash(request.body().getString("pin")))
        .flatMap(hash -> setPin(request, hash));
  }

  private Single<Reply> setPin(Request request, Optional<String> hash) {
    JsonObject answer =
        new JsonObject()
            .put("detail", hash.isPresent() ? "PIN guardado." : "PIN eliminado.")
            .put("has_pin", hash.isPresent());
    return database.write(request, tx -> pins.set(tx, hash).toSingle(() -> Reply.ok(answer)));
  }

  private Single<Reply> requestReset(Request request) {
    return database.write(
        request,
        tx ->
            resets
                .request(tx, request.body().getString("email"))
                .toSingle(
                    () ->
                        said(
                            "Si el correo está registrado, recibirás un enlace para restablecer"
                                + " tu contraseña.")));
  }

  private Single<Reply> confirmReset(Request request) {
    JsonObject body = request.body();
    return resets
        .redeem(body.getString("uid"), body.getString("token"), body.getString("new_password"))
        .flatMap(link -> database.write(request, tx -> confirmed(resets.confirm(tx, link))));
  }

  private static Single<Reply> confirmed(Completable change) {
    return change.toSingle(() -> said("Tu contraseña se cambió. Ya puedes iniciar sesión."));
  }

  private static Reply said(String detail) {
    return Reply.ok(new JsonObject().put("detail", detail));
  }
}
