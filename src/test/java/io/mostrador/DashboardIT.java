package io.mostrador;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Purchase;
import io.mostrador.testing.Scrape;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators look at, and are woken by, exists. */
class DashboardIT {

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:mostrador|vertx|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern OPERATION = Pattern.compile("operation=~?\"([^\"$]+)\"");
  private static final Pattern ALARM = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  private static TestApplication application;
  private static Set<String> measured;

  @BeforeAll
  static void let_it_work() {
    String database = io.mostrador.testing.TestServices.get().newDatabase().toString();
    application =
        TestApplication.withUsers(
            Map.of(
                Setting.DATABASE_URL,
                database,
                Setting.DATABASE_READ_URL,
                database, // no standby: it is never asked
                Setting.RATE_LIMITS,
                "on",
                Setting.RATE_LIMIT_PUBLIC_CATALOG,
                "3/min"));
    String product = new Goods(application.admin()).product("9.00", "9");
    var till = application.cashier().withKey(UUID.randomUUID().toString());
    for (int i = 0; i < 5; i++) {
      till.post("/sales/create-and-confirm/", Purchase.of(product, "9.00")).is(201);
      application.anonymous().get("/public/catalog/");
    }
    application.admin().get("/metrics/").is(200);
    measured = Scrape.of(application).names();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static List<String> expressions() throws IOException {
    JsonObject dashboard = new JsonObject(Files.readString(Path.of("docs/grafana-dashboard.json")));
    return objects(dashboard, "panels")
        .flatMap(panel -> objects(panel, "targets"))
        .map(target -> target.getString("expr"))
        .toList();
  }

  private static Stream<JsonObject> objects(JsonObject json, String field) {
    return json.containsKey(field)
        ? json.getJsonArray(field).stream().map(JsonObject.class::cast)
        : Stream.empty();
  }

  private static List<String> alarms() throws IOException {
    return ALARM
        .matcher(Files.readString(Path.of("docs/operations.md")))
        .results()
        .map(found -> found.group(1))
        .filter(text -> METRIC.matcher(text).find() && text.matches(".* [<>] [0-9.]+"))
        .toList();
  }

  @Test
  void every_metric_of_the_dashboard_is_measured() throws IOException {
    assertThat(expressions()).hasSizeGreaterThan(25).allSatisfy(DashboardIT::isMeasured);
  }

  @Test
  void every_metric_of_the_alarms_is_measured() throws IOException {
    assertThat(alarms()).hasSizeGreaterThan(10).allSatisfy(DashboardIT::isMeasured);
  }

  @Test
  void every_metric_of_ours_is_explained() throws IOException {
    String text = Files.readString(Path.of("docs/operations.md"));
    Set<String> ours =
        measured.stream()
            .filter(name -> name.startsWith("mostrador_"))
            .map(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
            .collect(toCollection(TreeSet::new));
    assertThat(ours).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(text).contains(name));
  }

  @Test
  void every_operation_they_name_is_in_the_contract() throws IOException {
    String contract =
        application.anonymous().get(application.base() + "/api/v1/openapi.json").is(200).text();
    assertThat(Stream.concat(expressions().stream(), alarms().stream()))
        .flatExtracting(
            text -> OPERATION.matcher(text).results().map(found -> found.group(1)).toList())
        .flatExtracting(names -> List.of(names.split("\\|")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(contract).contains("\"operationId\":\"" + name + "\""));
  }

  private static void isMeasured(String expression) {
    List<String> names = METRIC.matcher(expression).results().map(MatchResult::group).toList();
    assertThat(names).as(expression).isNotEmpty();
    assertThat(measured).as(expression).containsAll(names);
  }
}
