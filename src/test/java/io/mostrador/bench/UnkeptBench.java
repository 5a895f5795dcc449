package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.domain.catalog.CatalogBaseline;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The rows of the table on answers that PostgreSQL has to give, on 100,000 products. */
class UnkeptBench {

  private static final int SECONDS = 3;
  private static final int PRODUCTS = 100_000;
  private static final int TARGETS = 1_000;
  private static final int ASKED_AT_ONCE = 50;
  private static final int PAGES = 1_000;
  private static final int SEARCHES = 300;
  private static final List<String> GOODS =
      List.of("casco", "guantes", "chamarra", "botas", "maleta", "espejo", "llanta", "aceite");

  /** Rare, absent, misspelt, and of one letter. */
  private static final List<IntFunction<String>> WORST =
      List.of(
          each -> "%06d".formatted(each * 97 % PRODUCTS),
          each -> "zq" + each + "xw",
          each -> "cazco " + each,
          each -> "" + (char) ('a' + each % 26));

  @Test
  void unkept() throws InterruptedException, IOException, SQLException {
    try (TestApplication application =
            TestApplication.withUsers(
                Map.of(Setting.CATALOG_CACHE_SECONDS, "1", Setting.CATALOG_CACHE_MEGABYTES, "1"));
        Load load = new Load()) {
      if (!application.fillHistory(new BulkOrder(PRODUCTS, 0, 1, 1))) {
        throw new IllegalStateException("the shop was not empty");
      }
      CatalogBaseline baseline = application.catalogBaseline();
      Targets skus = new Targets(skus(application));
      Targets pages = new Targets(numbered(PAGES, each -> Integer.toString(1 + each)));
      Targets words = new Targets(numbered(8_000, UnkeptBench::twoWords));
      URI catalogue = URI.create(application.base() + "/api/v1/public/catalog/");
      Map<String, Double> rates =
          new Rounds()
              .with("item", () -> load.perSecond(skus.of(catalogue, "%s/"), 200, SECONDS))
              .with(
                  "item directly",
                  () -> Direct.perSecond(() -> baseline.item(skus.next()), SECONDS))
              .with("page", () -> load.perSecond(pages.of(catalogue, "?page=%s"), 200, SECONDS))
              .with(
                  "page directly",
                  () ->
                      Direct.perSecond(
                          () -> baseline.page(Integer.parseInt(pages.next()), 20), SECONDS))
              .with("search", () -> load.perSecond(words.of(catalogue, "?q=%s"), 200, SECONDS))
              .with(
                  "search directly",
                  () -> Direct.perSecond(() -> baseline.search(words.next()), SECONDS))
              .medians();
      List<Row> rows = new ArrayList<>();
      rows.add(row("item by SKU", 0.60, 0.85, rates, "item"));
      rows.add(row("page of 20, the first 1,000 in turn", 0.55, 0.70, rates, "page"));
      rows.add(row("search of two words, with total", 0.85, 0.95, rates, "search"));
      rows.addAll(worst(application));
      rows.addAll(cold(application));
      Figures.write("unkept", rows);
    }
  }

  private static Row row(
      String what, double gate, double stretch, Map<String, Double> rates, String name) {
    return Row.atLeast(
        what,
        "same statements, no HTTP",
        gate,
        stretch,
        rates.get(name),
        rates.get(name + " directly"),
        "/s");
  }

  /** One after another, each for the first time. */
  private static List<Row> worst(TestApplication application) {
    List<Double> usual = millis(application, each -> GOODS.get(each % 8) + " " + (100 + each));
    double median = at(0.5, usual);
    List<Double> unusual = new ArrayList<>();
    WORST.forEach(words -> unusual.addAll(millis(application, words)));
    return List.of(
        Row.atMost(
            "p99 of rare, absent, misspelt and one-letter searches, one by one",
            "median of two words",
            10,
            5,
            at(0.99, unusual),
            median,
            "ms"));
  }

  private static List<Double> millis(TestApplication application, IntFunction<String> words) {
    List<Double> millis = new ArrayList<>();
    for (int each = 0; each < SEARCHES; each++) {
      String query = URLEncoder.encode(words.apply(each), StandardCharsets.UTF_8);
      int size = 1 + each % 99; // another target also where the words come again
      long start = System.nanoTime();
      application.anonymous().get("/public/catalog/?q=" + query + "&page_size=" + size).is(200);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis.subList(SEARCHES / 4, SEARCHES); // the first ones warm up
  }

  /** Each of them by so many at the same time, on a server that has kept nothing. */
  private static List<Row> cold(TestApplication shop) throws InterruptedException, SQLException {
    List<Row> rows = new ArrayList<>();
    Map<Setting, String> settings = Map.of(Setting.CATALOG_CACHE_SECONDS, "60");
    try (TestApplication application = shop.anotherNode(settings);
        Load load = new Load(512)) {
      URI catalogue = URI.create(application.base() + "/api/v1/public/catalog/");
      List<String> skus = skus(shop).subList(PRODUCTS / 2, PRODUCTS / 2 + TARGETS);
      rows.add(asked(application, load, "getPublicProduct", new Targets(skus), catalogue, "%s/"));
      Targets pages = new Targets(numbered(TARGETS, each -> Integer.toString(1 + each)));
      rows.add(
          asked(application, load, "listPublicProducts", pages, catalogue, "?page=%s&page_size=7"));
    }
    return rows;
  }

  private static Row asked(
      TestApplication application,
      Load load,
      String operation,
      Targets targets,
      URI catalogue,
      String path)
      throws InterruptedException {
    double before = statements(application, operation);
    load.count(targets.eachTimes(ASKED_AT_ONCE, catalogue, path), 200, TARGETS * ASKED_AT_ONCE);
    double made = statements(application, operation) - before;
    return Row.atMost(
        "statements for 1,000 cold targets, each asked 50 times at once (`" + operation + "`)",
        "one each",
        1.01,
        1.01,
        made,
        TARGETS,
        "");
  }

  private static double statements(TestApplication application, String operation) {
    return Scrape.of(application)
        .sum("mostrador_statements_seconds_count", "operation=\"" + operation + "\"");
  }

  private static double at(double part, List<Double> values) {
    return values.stream().sorted().skip((long) (values.size() * part)).findFirst().orElseThrow();
  }

  private static String twoWords(int each) {
    return GOODS.get(each % 8) + "+" + (100 + each / 8 % 900);
  }

  private static List<String> skus(TestApplication application) throws SQLException {
    return application.texts("SELECT sku FROM product WHERE is_active ORDER BY md5(sku)");
  }

  private static List<String> numbered(int count, IntFunction<String> text) {
    List<String> texts = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      texts.add(text.apply(each));
    }
    return texts;
  }
}
