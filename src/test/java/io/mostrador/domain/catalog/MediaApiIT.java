package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Bucket;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MediaApiIT {

  private static final String PRESIGN = "/media/uploads/presign/";
  private static final String COMPLETE = "/media/uploads/complete/";
  private static final String PICTURE = "2048 bytes, or so".repeat(10);

  private static Bucket bucket;
  private static TestApplication application;
  private static ApiClient admin;

  @BeforeAll
  static void start() {
    bucket = Bucket.start();
    application = TestApplication.withUsers(bucket.settings());
    admin = application.admin();
  }

  @AfterAll
  static void stop() {
    application.close();
    bucket.close();
  }

  private static JsonObject file(String mime) {
    return new JsonObject()
        .put("filename", "casco.jpg")
        .put("mime", mime)
        .put("size", PICTURE.length())
        .put("width", 1200)
        .put("height", 3000);
  }

  private static JsonObject request() {
    return new JsonObject().put("original", file("image/jpeg")).put("thumb", file("image/webp"));
  }

  /** What the storage answers to the upload that a part of the answer describes. */
  private static Answer upload(JsonObject part) {
    JsonObject headers = part.getJsonObject("headers");
    ApiClient client = application.anonymous();
    for (String name : headers.fieldNames()) {
      client = client.with(name, headers.getString(name));
    }
    return client.send(part.getString("method"), part.getString("url"), PICTURE);
  }

  private static JsonObject uploaded() {
    JsonObject signed = admin.post(PRESIGN, request()).is(200).json();
    upload(signed.getJsonObject("original")).is(200);
    upload(signed.getJsonObject("thumb")).is(200);
    return new JsonObject().put("upload_token", signed.getString("upload_token"));
  }

  @Test
  void an_upload_goes_past_the_server_and_becomes_an_image() {
    JsonObject signed = admin.post(PRESIGN, request()).is(200).json();
    JsonObject original = signed.getJsonObject("original");
    assertThat(original.getString("method")).isEqualTo("PUT");
    assertThat(original.getString("object_key")).matches("images/[0-9a-f-]{36}/original\\.jpg");
    assertThat(original.getString("url")).contains("X-Amz-Expires=300");
    assertThat(original.getJsonObject("headers"))
        .isEqualTo(new JsonObject().put("Content-Type", "image/jpeg"));
    upload(original).is(200);
    upload(signed.getJsonObject("thumb")).is(200);
    assertThat(bucket.keys()).contains(original.getString("object_key"));

    JsonObject token = new JsonObject().put("upload_token", signed.getString("upload_token"));
    JsonObject completed = admin.post(COMPLETE, token).is(201).json();
    JsonObject asset = completed.getJsonObject("asset");
    assertThat(asset)
        .isEqualTo(
            new JsonObject()
                .put("id", completed.getString("asset_id"))
                .put("provider", "s3")
                .put("status", "READY")
                .put("original_url", "https://fotos.example/" + original.getString("object_key"))
                .put(
                    "thumb_url",
                    "https://fotos.example/"
                        + signed.getJsonObject("thumb").getString("object_key"))
                .put("mime_type", "image/jpeg")
                .put("width", 1200)
                .put("height", 3000)
                .put("size_bytes", PICTURE.length()));
    assertThat(audited("media.upload.complete", asset.getString("id"))).isEqualTo(1);

    String images = "/products/" + new Goods(admin).product("5.00") + "/images/";
    JsonObject attach = new JsonObject().put("asset_id", asset.getString("id"));
    assertThat(admin.post(images, attach).is(201).json().getString("original_url"))
        .isEqualTo(asset.getString("original_url"));
  }

  private static int audited(String action, String id) {
    try (var connection = application.connect();
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM audit_log WHERE action = ? AND entity_id = ?")) {
      query.setString(1, action);
      query.setString(2, id);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void an_upload_is_completed_once() {
    JsonObject token = uploaded();
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject first = keyed.post(COMPLETE, token).is(201).json();
    assertThat(keyed.post(COMPLETE, token).is(201).json()).isEqualTo(first);
    admin.post(COMPLETE, token).isInvalid("upload_token");
  }

  @Test
  void a_file_that_is_missing_or_another_one_is_named() {
    JsonObject signed = admin.post(PRESIGN, request()).is(200).json();
    JsonObject token = new JsonObject().put("upload_token", signed.getString("upload_token"));
    Answer nothing = admin.post(COMPLETE, token).isInvalid("original");
    assertThat(nothing.json().getJsonObject("fields").fieldNames()).contains("thumb");
    upload(signed.getJsonObject("original")).is(200);
    Answer half = admin.post(COMPLETE, token).isInvalid("thumb");
    assertThat(half.json().getJsonObject("fields").fieldNames()).containsExactly("thumb");
    String thumb = signed.getJsonObject("thumb").getString("object_key");
    bucket.put(thumb, "image/webp", new byte[PICTURE.length() + 1]);
    admin.post(COMPLETE, token).isInvalid("thumb");
    bucket.put(thumb, "text/html", new byte[PICTURE.length()]);
    admin.post(COMPLETE, token).isInvalid("thumb");
    bucket.put(thumb, "image/webp", new byte[PICTURE.length()]);
    admin.post(COMPLETE, token).is(201);
  }

  @Test
  void a_token_that_we_did_not_give_completes_nothing() {
    admin.post(COMPLETE, new JsonObject().put("upload_token", "x.y.z")).isInvalid("upload_token");
    admin.post(COMPLETE, new JsonObject()).isInvalid("upload_token");
    String access =
        application
            .anonymous()
            .post(
                "/auth/token/",
                new JsonObject()
                    .put("username", TestApplication.ADMIN)
                    .put("password", TestApplication.PASSWORD))
            .json()
            .getString("access");
    admin.post(COMPLETE, new JsonObject().put("upload_token", access)).isInvalid("upload_token");
    String upload = uploaded().getString("upload_token");
    application.anonymous().withToken(upload).get("/products/").isRefused(401, "token_not_valid");
  }

  @Test
  void what_is_beyond_the_limits_is_named_by_file() {
    JsonObject body =
        new JsonObject()
            .put("original", file("image/gif").put("size", 8 * 1024 * 1024 + 1).put("width", 3001))
            .put("thumb", file("image/png").put("height", 0));
    JsonObject fields =
        admin.post(PRESIGN, body).isInvalid("original").json().getJsonObject("fields");
    assertThat(fields.getJsonObject("original").fieldNames())
        .containsExactlyInAnyOrder("mime", "size", "dimensions");
    assertThat(fields.getJsonObject("thumb").fieldNames()).containsExactly("dimensions");
    JsonObject largest = file("image/png").put("size", 8 * 1024 * 1024).put("width", 3000);
    admin.post(PRESIGN, request().put("original", largest)).is(200);
    JsonObject nameless = request();
    nameless.getJsonObject("thumb").remove("filename");
    admin.post(PRESIGN, nameless).isInvalid("thumb");
    admin.post(PRESIGN, new JsonObject()).isInvalid("original");
  }

  @Test
  void only_the_administrator_uploads() {
    application.cashier().post(PRESIGN, request()).isRefused(403, "permission_denied");
    application.investor().post(COMPLETE, uploaded()).isRefused(403, "permission_denied");
    application.anonymous().post(PRESIGN, request()).isRefused(401, "not_authenticated");
  }

  @Test
  void without_a_storage_uploads_are_invalid_and_the_rest_works() {
    ApiClient elsewhere = TestApplication.shared().admin();
    elsewhere.post(PRESIGN, request()).isInvalid("non_field_errors");
    elsewhere.post(PRESIGN, request().put("thumb", file("image/gif"))).isInvalid("thumb");
    elsewhere
        .post(COMPLETE, new JsonObject().put("upload_token", "x"))
        .isInvalid("non_field_errors");
  }

  @Test
  void while_the_storage_is_away_completion_is_unavailable() {
    JsonObject token = uploaded();
    bucket.goAway();
    try {
      Answer away = admin.post(COMPLETE, token).isRefused(503, "unavailable");
      assertThat(away.header("Retry-After")).isNotEmpty();
      admin.post(PRESIGN, request()).is(200);
    } finally {
      bucket.comeBack();
    }
    admin.post(COMPLETE, token).is(201);
  }
}
