package io.mostrador.domain.catalog;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.mostrador.platform.storage.ObjectStorage;
import io.mostrador.platform.storage.SignedUpload;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.util.Optional;
import java.util.UUID;

/** Images on their way from a client to the object storage, past this server. */
public final class MediaUploads {

  static final String ENTITY = "media_asset";

  private static final String FOLDER = "images/";

  private final Optional<ObjectStorage> storage;
  private final BusinessTime time;
  private final AuditLog audit;
  private final UploadTokens tokens;
  private final MediaStore store = new MediaStore();

  /**
   * @param secret signs the upload tokens
   * @param storage empty: nothing can be uploaded
   */
  public MediaUploads(
      Vertx vertx,
      BusinessTime time,
      AuditLog audit,
      String secret,
      Optional<ObjectStorage> storage) {
    this.storage = storage;
    this.time = time;
    this.audit = audit;
    this.tokens = new UploadTokens(vertx, secret, time);
  }

  /** Fails with {@code invalid} on what is beyond the limits, or without a storage. */
  Single<JsonObject> presign(JsonObject body) {
    return Single.fromCallable(
        () -> {
          DeclaredImage image = DeclaredImage.of(body, FOLDER + UUID.randomUUID());
          if (!image.problems().isEmpty()) {
            throw Failure.invalid(image.problems());
          }
          ObjectStorage bucket = storage.orElseThrow(MediaUploads::notConfigured);
          return new JsonObject()
              .put("upload_token", tokens.sign(image))
              .put("original", signed(bucket, image.original()))
              .put("thumb", signed(bucket, image.thumb()));
        });
  }

  private static JsonObject signed(ObjectStorage bucket, DeclaredFile file) {
    SignedUpload upload = bucket.signUpload(file.key(), file.mime(), file.bytes());
    JsonObject headers = new JsonObject();
    upload.headers().forEach(headers::put);
    return new JsonObject()
        .put("method", upload.method())
        .put("url", upload.url().toString())
        .put("headers", headers)
        .put("object_key", upload.key());
  }

  /**
   * What was declared, once the storage has it.
   *
   * <p>Fails with {@code invalid} on {@code upload_token}, {@code original} or {@code thumb}, with
   * {@code unavailable} while the storage is.
   */
  Single<DeclaredImage> arrived(String token) {
    return Single.fromCallable(() -> storage.orElseThrow(MediaUploads::notConfigured))
        .flatMap(bucket -> tokens.read(token).flatMap(image -> arrived(bucket, image)));
  }

  private static Single<DeclaredImage> arrived(ObjectStorage bucket, DeclaredImage image) {
    return Single.zip(
        missing(bucket, "original", image.original()),
        missing(bucket, "thumb", image.thumb()),
        (original, thumb) -> {
          JsonObject problems = original.copy().mergeIn(thumb);
          if (!problems.isEmpty()) {
            throw Failure.invalid(problems);
          }
          return image;
        });
  }

  /** Why a file does not count, by its part; empty when it does. */
  private static Single<JsonObject> missing(ObjectStorage bucket, String part, DeclaredFile file) {
    return bucket
        .find(file.key())
        .map(found -> file.is(found) ? "" : "El archivo no es el que se anunció.")
        .switchIfEmpty(Maybe.just("El archivo no se ha subido."))
        .filter(problem -> !problem.isEmpty())
        .map(problem -> new JsonObject().put(part, new JsonArray().add(problem)))
        .defaultIfEmpty(new JsonObject());
  }

  /** The new asset; fails with {@code invalid} on {@code upload_token} the second time. */
  Single<MediaAsset> complete(Transaction tx, DeclaredImage image) {
    ObjectStorage bucket = storage.orElseThrow(MediaUploads::notConfigured);
    MediaStore.NewAsset asset =
        new MediaStore.NewAsset(
            image, bucket.publicUrl(image.original().key()), bucket.publicUrl(image.thumb().key()));
    return store
        .add(tx.sql(), asset, time.now())
        .flatMap(
            added ->
                audit
                    .record(
                        tx,
                        AuditRecord.of("media.upload.complete", ENTITY, added.id(), added.toJson()))
                    .toSingleDefault(added));
  }

  private static Failure notConfigured() {
    return Failure.invalid("Este servidor no tiene almacenamiento de imágenes.");
  }
}
