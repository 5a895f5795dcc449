package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Patience;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the shop window knows what has run out, on two nodes whose answers live for minutes. */
@Timeout(30)
class AvailabilityIT {

  private static final String WINDOW = "/public/catalog/";
  private static final String MISSES = "mostrador.cache.requests";
  private static final Map<Setting, String> SETTINGS =
      Map.of(
          Setting.CATALOG_CACHE_SECONDS, "600",
          Setting.CATALOG_MAX_AGE_SECONDS, "5",
          Setting.CATALOG_SHARED_MAX_AGE_SECONDS, "7",
          Setting.CATALOG_STALE_SECONDS, "9");

  private static TestApplication application;
  private static TestApplication otherNode;
  private static ApiClient admin;
  private static ApiClient here;
  private static ApiClient there;
  private static Goods goods;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(SETTINGS);
    otherNode = application.anotherNode(SETTINGS);
    admin = application.admin();
    here = application.anonymous();
    there = otherNode.anonymous();
    goods = new Goods(admin);
    Patience.pause(300); // until both listen
  }

  @AfterAll
  static void stop() {
    otherNode.close();
    application.close();
  }

  private static String page(String product) {
    return WINDOW + admin.get("/products/" + product + "/").is(200).json().getString("sku") + "/";
  }

  private static boolean isAvailable(ApiClient reader, String page) {
    return reader.get(page).is(200).json().getBoolean("available");
  }

  private static int listed(ApiClient reader, String query) {
    return reader.get(WINDOW + query).is(200).json().getInteger("count");
  }

  @CanIgnoreReturnValue
  private static String sell(String product, String units) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", units)
            .put("unit_price", "10.00")
            .put("unit_cost", "1.00")
            .put("discount_pct", "0.00");
    String total = new java.math.BigDecimal(units).multiply(java.math.BigDecimal.TEN).toString();
    JsonObject cash = new JsonObject().put("method", "CASH").put("amount", total);
    JsonObject sale =
        new JsonObject()
            .put("lines", new JsonArray().add(line))
            .put("payments", new JsonArray().add(cash));
    return application.cashier().post("/sales/create-and-confirm/", sale).is(201).id();
  }

  /** Seen at once on the node that changed it, within a second on the other. */
  private static void becomes(boolean available, String page, Runnable change) {
    assertThat(isAvailable(here, page)).isNotEqualTo(available);
    assertThat(isAvailable(there, page)).isNotEqualTo(available);
    int before = listed(here, "?available=true");
    change.run();
    long start = System.nanoTime();
    assertThat(isAvailable(here, page)).isEqualTo(available);
    assertThat(listed(here, "?available=true")).isEqualTo(before + (available ? 1 : -1));
    while (isAvailable(there, page) != available) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
      Patience.pause(10);
    }
  }

  @Test
  void whatever_moves_stock_through_zero_is_seen() {
    String product = goods.product("10.00");
    String page = page(product);
    becomes(true, page, () -> goods.receive(product, "3.00"));
    becomes(false, page, () -> sell(product, "3"));
    becomes(true, page, () -> goods.receive(product, "1.00"));
    String[] sale = new String[1];
    becomes(false, page, () -> sale[0] = sell(product, "1"));
    becomes(true, page, () -> admin.post("/sales/" + sale[0] + "/void/", new JsonObject()).is(200));
    becomes(
        false,
        page,
        () ->
            application
                .cashier()
                .post(
                    "/layaways/",
                    PutAside.of(PutAside.newPhone())
                        .line(product, "1", "10.00")
                        .deposit("5.00")
                        .body())
                .is(201));
  }

  @Test
  void what_does_not_cross_zero_or_is_undone_drops_nothing() {
    String product = goods.product("10.00", "5.00");
    String other = goods.product("10.00", "5.00");
    String page = page(product);
    here.get(page).is(200);
    double made = application.measured(MISSES, "miss");
    sell(product, "2");
    sell(other, "5");
    JsonObject tooMany =
        new JsonObject()
            .put("product", product)
            .put("movement_type", "OUTBOUND")
            .put("quantity_delta", "-4.00")
            .put("reference_type", "test")
            .put("reference_id", "too-many");
    admin.post("/inventory/movements/", tooMany).isRefused(409, "insufficient_stock");
    here.get(page).is(200);
    assertThat(application.measured(MISSES, "miss")).isEqualTo(made);
  }

  @Test
  void caches_on_the_way_are_told_what_an_answer_shows_and_how_long_it_keeps() {
    String product = goods.product("10.00");
    Answer item = here.get(page(product)).is(200);
    assertThat(item.header("Surrogate-Key")).isEqualTo("public-catalog " + product.substring(24));
    assertThat(item.header("Cache-Control"))
        .isEqualTo("public, max-age=5, s-maxage=7, stale-while-revalidate=9");
    assertThat(here.get(WINDOW + "?available=false").header("Surrogate-Key"))
        .startsWith("public-catalog ")
        .contains(product.substring(24), "availability");
    assertThat(here.get(WINDOW + "facets/").header("Surrogate-Key")).isEqualTo("public-catalog");
  }

  @Test
  void a_renamed_brand_is_seen_at_once() {
    String name = "MARCA " + System.nanoTime();
    String brand = admin.post("/brands/", new JsonObject().put("name", name)).is(201).id();
    String product = goods.product("10.00");
    admin.patch("/products/" + product + "/", new JsonObject().put("brand", brand)).is(200);
    String page = page(product);
    assertThat(here.get(page).json().getString("brand_name")).isEqualTo(name);
    admin.patch("/brands/" + brand + "/", new JsonObject().put("name", name + " X")).is(200);
    assertThat(here.get(page).json().getString("brand_name")).isEqualTo(name + " X");
    admin.delete("/brands/" + brand + "/").is(204);
    assertThat(here.get(page).json().fieldNames()).doesNotContain("brand_name");
  }
}
