package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductImagesApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final String product = new Goods(admin).product("100.00");
  private final String images = "/products/" + product + "/images/";

  /** As an upload makes it; its id. */
  private String asset() {
    String key = "images/" + UUID.randomUUID();
    return text(
        """
        INSERT INTO media_asset
          (status, original_key, thumb_key, original_url, thumb_url, mime_type, width, height,
           size_bytes, created_at)
        VALUES ('READY', '%1$s/o.png', '%1$s/t.png', 'https://f.example/%1$s/o.png',
          'https://f.example/%1$s/t.png', 'image/png', 1200, 800, 2048, now())
        RETURNING id
        """
            .formatted(key));
  }

  private String text(String query) {
    try (var connection = application.connect();
        var rows = connection.createStatement().executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private String statusOf(String asset) {
    return text("SELECT status FROM media_asset WHERE id = '" + asset + "'");
  }

  private static JsonObject input(String asset) {
    return new JsonObject().put("asset_id", asset);
  }

  @CanIgnoreReturnValue
  private JsonObject attach(JsonObject input) {
    return admin.post(images, input).is(201).json();
  }

  private List<JsonObject> listed() {
    return admin.get(images).is(200).array().stream().map(JsonObject.class::cast).toList();
  }

  private List<String> listedIds() {
    return listed().stream().map(image -> image.getString("id")).toList();
  }

  private String primaryImageId() {
    return admin.get("/products/" + product + "/").is(200).json().getString("primary_image_id");
  }

  @Test
  void the_first_image_is_primary_and_the_next_ones_follow() {
    String asset = asset();
    JsonObject first = attach(input(asset));
    JsonObject second = attach(input(asset()));
    assertThat(first.fieldNames())
        .containsExactlyInAnyOrder(
            "id",
            "asset_id",
            "is_primary",
            "sort_order",
            "original_url",
            "thumb_url",
            "width",
            "height",
            "mime_type");
    assertThat(first.getString("asset_id")).isEqualTo(asset);
    assertThat(first.getBoolean("is_primary")).isTrue();
    assertThat(first.getInteger("width")).isEqualTo(1200);
    assertThat(second.getBoolean("is_primary")).isFalse();
    assertThat(second.getInteger("sort_order")).isEqualTo(first.getInteger("sort_order") + 1);
    assertThat(listed()).containsExactly(first, second);
    assertThat(primaryImageId()).isEqualTo(first.getString("id"));
  }

  @Test
  void another_primary_image_takes_the_place_of_the_one_before() {
    JsonObject first = attach(input(asset()));
    JsonObject second = attach(input(asset()).put("is_primary", true).put("sort_order", 7));
    assertThat(second.getInteger("sort_order")).isEqualTo(7);
    assertThat(listed()).containsExactly(second, first.copy().put("is_primary", false));
    String path = images + first.getString("id") + "/";
    admin.patch(path, new JsonObject().put("is_primary", true)).is(200);
    assertThat(listed()).containsExactly(first, second.copy().put("is_primary", false));
  }

  @Test
  void nobody_is_primary_where_that_is_said_and_the_first_is_shown() {
    JsonObject first = attach(input(asset()).put("is_primary", false).put("sort_order", 5));
    assertThat(first.getBoolean("is_primary")).isFalse();
    JsonObject second = attach(input(asset()).put("sort_order", 2));
    assertThat(second.getBoolean("is_primary")).isFalse();
    assertThat(listed()).containsExactly(second, first);
    assertThat(primaryImageId()).isEqualTo(second.getString("id"));
    JsonObject moved =
        admin
            .patch(images + second.getString("id") + "/", new JsonObject().put("sort_order", 9))
            .is(200)
            .json();
    assertThat(moved.getInteger("sort_order")).isEqualTo(9);
    assertThat(primaryImageId()).isEqualTo(first.getString("id"));
  }

  @Test
  void after_a_primary_image_the_next_in_order_is_primary() {
    JsonObject first = attach(input(asset()));
    JsonObject last = attach(input(asset()).put("sort_order", 9));
    JsonObject next = attach(input(asset()).put("sort_order", 3));
    admin.delete(images + first.getString("id") + "/").is(204);
    assertThat(listed()).containsExactly(next.put("is_primary", true), last);
    admin.delete(images + last.getString("id") + "/").is(204);
    assertThat(listed()).containsExactly(next);
  }

  @Test
  void an_asset_without_images_is_deleted_and_comes_back_with_the_next() {
    String asset = asset();
    String other = new Goods(admin).product("1.00");
    JsonObject image = attach(input(asset));
    JsonObject elsewhere =
        admin.post("/products/" + other + "/images/", input(asset)).is(201).json();
    admin.delete(images + image.getString("id") + "/").is(204);
    assertThat(statusOf(asset)).as("the other product shows it").isEqualTo("READY");
    admin.delete("/products/" + other + "/images/" + elsewhere.getString("id") + "/").is(204);
    assertThat(statusOf(asset)).isEqualTo("DELETED");
    assertThat(
            text(
                "SELECT purge_at - now() BETWEEN '29 days 23 hours' AND '30 days'"
                    + " FROM media_asset WHERE id = '"
                    + asset
                    + "'"))
        .isEqualTo("t");
    attach(input(asset));
    assertThat(statusOf(asset)).isEqualTo("READY");
  }

  @Test
  void an_asset_whose_files_are_going_cannot_be_shown() {
    String asset = asset();
    assertThat(
            text(
                "UPDATE media_asset SET status = 'PURGING', purge_at = now() WHERE id = '"
                    + asset
                    + "' RETURNING id"))
        .isEqualTo(asset);
    admin.post(images, input(asset)).isInvalid("asset_id");
    assertThat(listed()).isEmpty();
  }

  @Test
  void what_makes_no_sense_is_refused_by_field() {
    String asset = asset();
    JsonObject image = attach(input(asset));
    String path = images + image.getString("id") + "/";
    admin.post(images, input(asset)).isInvalid("asset_id");
    admin.post(images, input(UUID.randomUUID().toString())).isInvalid("asset_id");
    admin.post(images, new JsonObject()).isInvalid("asset_id");
    admin.post(images, input(asset()).put("sort_order", -1)).isInvalid("sort_order");
    admin.patch(path, new JsonObject()).isInvalid("non_field_errors");
    admin.patch(path, new JsonObject().put("asset_id", asset)).isInvalid("non_field_errors");
    admin.patch(path, new JsonObject().put("is_primary", "quizá")).isInvalid("is_primary");
    assertThat(listed()).containsExactly(image);
  }

  @Test
  void images_are_found_under_their_own_product_only() {
    JsonObject image = attach(input(asset()));
    String other = "/products/" + new Goods(admin).product("1.00") + "/images/";
    String nowhere = "/products/" + UUID.randomUUID() + "/images/";
    JsonObject change = new JsonObject().put("sort_order", 1);
    admin.get(nowhere).isRefused(404, "not_found");
    admin.post(nowhere, input(asset())).isRefused(404, "not_found");
    for (String elsewhere : List.of(other, nowhere)) {
      String path = elsewhere + image.getString("id") + "/";
      admin.patch(path, change).isRefused(404, "not_found");
      admin.delete(path).isRefused(404, "not_found");
    }
    admin.delete(images + "7/").isRefused(404, "not_found");
    assertThat(listedIds()).containsExactly(image.getString("id"));
  }

  @Test
  void everybody_sees_images_and_the_administrator_changes_them() {
    JsonObject image = attach(input(asset()));
    String path = images + image.getString("id") + "/";
    for (ApiClient user : List.of(application.cashier(), application.investor())) {
      assertThat(user.get(images).is(200).array()).hasSize(1);
      user.post(images, input(asset())).isRefused(403, "permission_denied");
      user.patch(path, new JsonObject()).isRefused(403, "permission_denied");
      user.delete(path).isRefused(403, "permission_denied");
    }
    application.anonymous().get(images).isRefused(401, "not_authenticated");
  }

  @Test
  void a_retry_with_the_same_key_attaches_once() {
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject body = input(asset());
    JsonObject first = keyed.post(images, body).is(201).json();
    assertThat(keyed.post(images, body).is(201).json()).isEqualTo(first);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void each_change_leaves_one_audit_record() {
    JsonObject image = attach(input(asset()));
    String id = image.getString("id");
    admin.patch(images + id + "/", new JsonObject().put("sort_order", 4)).is(200);
    admin.delete(images + id + "/").is(204);
    assertThat(
            text(
                "SELECT string_agg(action, ',' ORDER BY id) FROM audit_log WHERE entity_type ="
                    + " 'product_image' AND entity_id = '"
                    + id
                    + "'"))
        .isEqualTo("product_image.attach,product_image.update,product_image.delete");
    assertThat(
            text(
                "SELECT (payload -> 'before' ->> 'sort_order') || (payload -> 'after' ->>"
                    + " 'sort_order') FROM audit_log WHERE action = 'product_image.update' AND"
                    + " entity_id = '"
                    + id
                    + "'"))
        .isEqualTo("04");
  }

  @Test
  void a_product_with_images_but_no_history_can_be_removed() {
    String asset = asset();
    attach(input(asset));
    admin.delete("/products/" + product + "/").is(204);
    assertThat(statusOf(asset)).isEqualTo("DELETED");
  }

  @Test
  void the_list_takes_the_same_statements_whatever_it_holds() {
    long empty = application.statementsOf(() -> admin.get(images).is(200));
    attach(input(asset()));
    attach(input(asset()));
    assertThat(application.statementsOf(() -> admin.get(images).is(200))).isEqualTo(empty);
  }
}
