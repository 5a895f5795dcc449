package io.mostrador.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Collector;
import io.mostrador.testing.Goods;
import io.mostrador.testing.LoggedLines;
import io.mostrador.testing.Purchase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void a_trace_that_a_client_began_goes_on_to_the_bus_and_to_every_statement() throws IOException {
    try (Collector collector = new Collector();
        LoggedLines requests = new LoggedLines("io.mostrador.requests")) {
      Map<Setting, String> traced = Map.of(Setting.OTLP_ENDPOINT, collector.url().toString());
      try (TestApplication application = TestApplication.withUsers(traced)) {
        String product = new Goods(application.admin()).product("7.00", "3");
        ApiClient till = application.cashier().with("traceparent", PARENT);
        long statements = application.statements(); // those of jobs may come on top
        till.post("/sales/create-and-confirm/", Purchase.of(product, "7.00")).is(201);
        statements = application.statements() - statements;
        application.cashier().get("/products/").is(200);
        assertThat(statements).isGreaterThanOrEqualTo(9);
      } // closing sends what is waiting
      int spans = collector.spans(TRACE);
      assertThat(spans).as("request, both sides of the bus, statements").isGreaterThan(3 + 9);
      assertThat(collector.text())
          .contains("createAndConfirmSale", "INSERT INTO sale", "mostrador")
          .doesNotContain("Bearer");
      assertThat(requests.all())
          .filteredOn(line -> line.text().equals("POST /api/v1/sales/create-and-confirm/ 201"))
          .extracting(line -> line.fields().get("traceId"))
          .containsExactly(TRACE);
      assertThat(requests.all())
          .filteredOn(line -> line.text().equals("GET /api/v1/products/ 200"))
          .extracting(line -> line.fields().get("traceId"))
          .singleElement()
          .as("of a trace that began here")
          .asString()
          .matches("[0-9a-f]{32}")
          .isNotEqualTo(TRACE);
    }
  }

  @Test
  void a_collector_that_is_away_is_not_waited_for() {
    Map<Setting, String> traced = Map.of(Setting.OTLP_ENDPOINT, "http://127.0.0.1:9");
    try (TestApplication application = TestApplication.withUsers(traced)) {
      application.cashier().get("/products/").is(200);
    }
  }
}
