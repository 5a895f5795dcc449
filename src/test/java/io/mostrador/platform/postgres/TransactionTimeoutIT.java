package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionTimeoutIT {

  private final TestApplication application = TestApplication.shared();

  /** Each statement stays below its own limit, so that only the transaction's is left. */
  @Test
  void a_transaction_that_takes_too_long_is_answered_as_an_outage() throws SQLException {
    String sku = "SLOW-" + UUID.randomUUID();
    JsonObject product =
        new JsonObject().put("sku", sku).put("name", "x").put("default_price", "1");
    execute(
        """
        CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$;
        CREATE TRIGGER be_slow BEFORE INSERT ON product
          FOR EACH ROW WHEN (NEW.sku LIKE 'SLOW-%') EXECUTE FUNCTION be_slow();
        CREATE TRIGGER be_slow BEFORE INSERT ON audit_log
          FOR EACH ROW WHEN (NEW.payload->>'sku' LIKE 'SLOW-%') EXECUTE FUNCTION be_slow();
        """);
    try {
      Answer answer = application.admin().post("/products/", product);
      answer.isRefused(503, "unavailable");
      assertThat(answer.header("Retry-After")).isNotBlank();
    } finally {
      execute("DROP FUNCTION be_slow() CASCADE");
    }
    assertThat(application.admin().get("/products/?q=" + sku).is(200).results()).isEmpty();
  }

  private void execute(String statements) throws SQLException {
    try (var connection = application.connect();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
