package io.mostrador.platform.postgres;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Revision;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the answer of each keyed request in the transaction of its work, so that a retry gets the
 * answer instead of a second effect.
 */
final class Idempotency {

  private static final int RETRY_AFTER_SECONDS = 2;

  /** Waits for another transaction that holds the same key, as long as the lock timeout lets it. */
  private static final String TAKE =
      """
      INSERT INTO idempotency_key (user_id, key, request_hash)
      VALUES ($1, $2, $3)
      ON CONFLICT (user_id, key) DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT request_hash, status, body, revision
      FROM idempotency_key
      WHERE user_id = $1 AND key = $2
      """;

  private static final String KEEP =
      """
      UPDATE idempotency_key
      SET status = $3, body = $4, revision = $5
      WHERE user_id = $1 AND key = $2
      """;

  /**
   * Runs {@code work} unless the request's key was used before.
   *
   * <p>Fails with {@code conflict} while the first is still being answered, and with {@code
   * idempotency_mismatch} when the key was used for another request.
   */
  Single<Reply> once(Transaction tx, Request request, Function<Transaction, Single<Reply>> work) {
    String key = request.origin().idempotencyKey();
    if (key == null || request.actor().isAnonymous()) {
      return work.apply(tx);
    }
    String hash = hash(request);
    return take(tx.sql(), request, hash)
        .flatMap(
            isNew ->
                isNew
                    ? work.apply(tx).flatMap(reply -> keep(tx.sql(), request, reply))
                    : replay(tx.sql(), request, hash));
  }

  private static Single<Boolean> take(SqlClient sql, Request request, String hash) {
    return Sql.count(sql, TAKE, request.actor().id(), request.origin().idempotencyKey(), hash)
        .map(taken -> taken == 1)
        .onErrorResumeNext(
            error -> Single.error(Outage.isLockTimeout(error) ? stillBeingAnswered() : error));
  }

  private static Single<Reply> replay(SqlClient sql, Request request, String hash) {
    return Sql.one(
        sql,
        FIND,
        row -> stored(row, hash),
        request.actor().id(),
        request.origin().idempotencyKey());
  }

  private static Reply stored(Row row, String hash) {
    if (!row.getString("request_hash").equals(hash)) {
      throw Failure.unprocessable(
          "idempotency_mismatch", "La clave de idempotencia ya se usó con otra solicitud.");
    }
    String body = row.getString("body");
    String revision = row.getString("revision");
    Reply reply = new Reply(row.getInteger("status"), decoded(body), Map.of()).asReplay();
    return revision == null ? reply : reply.at(new Revision(revision));
  }

  private static Object decoded(String body) {
    if (body == null) {
      return null;
    }
    return body.startsWith("[") ? new JsonArray(body) : new JsonObject(body);
  }

  private static Single<Reply> keep(SqlClient sql, Request request, Reply reply) {
    String body = reply.body() == null ? null : Json.encode(reply.body());
    return Sql.change(
            sql,
            KEEP,
            request.actor().id(),
            request.origin().idempotencyKey(),
            reply.status(),
            body,
            reply.revision().orElse(null))
        .toSingleDefault(reply);
  }

  private static String hash(Request request) {
    String text = request.operationId() + request.parameters().encode() + request.body().encode();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Failure stillBeingAnswered() {
    return Failure.busy("La misma solicitud se está procesando.", RETRY_AFTER_SECONDS);
  }
}
