package io.mostrador.kernel;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The one way an operation says no.
 *
 * <p>Extends {@link ReplyException} so that the event bus hands the very object to the caller. Only
 * {@code platform.http} turns it into a response; nothing else inspects it.
 */
public final class Failure extends ReplyException {

  private static final String INVALID_DETAIL = "Revisa los datos enviados.";
  private static final String GENERAL_FIELD = "non_field_errors";

  private final String code;
  private final JsonObject fields;
  private final int retryAfterSeconds;

  /**
   * @param detail a Spanish sentence for the person at the counter
   * @param fields field to messages, nested like the input
   * @param retryAfterSeconds when to try again; 0 says nothing about it
   */
  public Failure(int status, String code, String detail, JsonObject fields, int retryAfterSeconds) {
    super(ReplyFailure.RECIPIENT_FAILURE, status, detail);
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  private Failure(int status, String code, String detail) {
    this(status, code, detail, new JsonObject(), 0);
  }

  /** 400 {@code invalid}: what is wrong with which fields, nested like the input. */
  public static Failure invalid(JsonObject fields) {
    return new Failure(400, "invalid", INVALID_DETAIL, fields, 0);
  }

  /** 400 {@code invalid}: one thing is wrong with one field. */
  public static Failure invalid(String field, String message) {
    return invalid(new JsonObject().put(field, new JsonArray().add(message)));
  }

  /** 400 {@code invalid} of the body as a whole. */
  public static Failure invalid(String message) {
    return invalid(GENERAL_FIELD, message);
  }

  /** 400: a business rule refuses, with the rule's own code. */
  public static Failure refused(String code, String detail) {
    return new Failure(400, code, detail);
  }

  /** 400: a business rule refuses, with the rule's own code and what it is about. */
  public static Failure refused(String code, String detail, JsonObject fields) {
    return new Failure(400, code, detail, fields, 0);
  }

  /** 401: who asks is not known, or not any more. */
  public static Failure unauthenticated(String code, String detail) {
    return new Failure(401, code, detail);
  }

  /** 401 with {@code fields}. */
  public static Failure unauthenticated(String code, String detail, JsonObject fields) {
    return new Failure(401, code, detail, fields, 0);
  }

  /** 403 {@code permission_denied}: the role may not do this at all. */
  public static Failure permissionDenied() {
    return new Failure(403, "permission_denied", "No tienes permiso para hacer esto.");
  }

  /** 403 {@code forbidden}: a rule says not this one, or not now. */
  public static Failure forbidden(String detail) {
    return new Failure(403, "forbidden", detail);
  }

  /** 404 {@code not_found}: it does not exist, or the user may not see it. */
  public static Failure notFound() {
    return notFound("not_found", "No encontrado.");
  }

  public static Failure notFound(String code, String detail) {
    return new Failure(404, code, detail);
  }

  public static Failure conflict(String code, String detail) {
    return new Failure(409, code, detail);
  }

  /** 409 {@code conflict}: the same request is being answered right now. */
  public static Failure busy(String detail, int retryAfterSeconds) {
    return new Failure(409, "conflict", detail, new JsonObject(), retryAfterSeconds);
  }

  /** 412 {@code precondition_failed}: it has changed since the client read it. */
  public static Failure preconditionFailed() {
    return new Failure(
        412,
        "precondition_failed",
        "Alguien lo cambió mientras tanto. Vuelve a cargarlo e intenta de nuevo.");
  }

  public static Failure unprocessable(String code, String detail) {
    return new Failure(422, code, detail);
  }

  /** 429 {@code throttled}. */
  public static Failure throttled(int retryAfterSeconds) {
    return new Failure(
        429,
        "throttled",
        "Demasiadas solicitudes. Intenta de nuevo en " + retryAfterSeconds + " segundos.",
        new JsonObject(),
        retryAfterSeconds);
  }

  /** 503 {@code unavailable}: a service behind us does not answer. */
  public static Failure unavailable() {
    return new Failure(
        503,
        "unavailable",
        "El servicio no está disponible. Intenta de nuevo.",
        new JsonObject(),
        1);
  }

  /** The same failure under the code that its operation gives it in the contract. */
  public Failure withCode(String newCode) {
    return new Failure(status(), newCode, getMessage(), fields, retryAfterSeconds);
  }

  public int status() {
    return failureCode();
  }

  /** Stable and machine-readable, listed in the contract; for example {@code not_found}. */
  public String code() {
    return code;
  }

  public JsonObject fields() {
    return fields;
  }

  /** Seconds; 0 when there is nothing to wait for. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The contract's error body: {@code {code, detail, fields}}. */
  public JsonObject toJson() {
    return new JsonObject().put("code", code).put("detail", getMessage()).put("fields", fields);
  }
}
