package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.http.Contract;
import io.mostrador.platform.http.Operation;
import io.mostrador.testing.RequestFile;
import io.mostrador.testing.RequestFile.Written;
import io.mostrador.testing.RequestRun;
import io.mostrador.testing.RequestRun.Sent;
import io.vertx.rxjava3.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/requests.http} holds every operation once, and works as it says. */
class RequestsCollectionIT {

  private final RequestFile file = RequestFile.read();

  private static List<Operation> operations() {
    Vertx vertx = Vertx.vertx();
    try {
      return Contract.load(vertx).blockingGet().operations();
    } finally {
      vertx.rxClose().blockingAwait();
    }
  }

  @Test
  void every_operation_of_the_contract_is_in_the_file_once() {
    assertThat(file.requests()).extracting(Written::name).doesNotHaveDuplicates();
    List<String> shown = file.requests().stream().map(Written::name).toList();
    assertThat(operations())
        .extracting(Operation::id)
        .filteredOn(id -> !shown.contains(id))
        .as("operations that docs/requests.http lacks: write a request named after each of them")
        .isEmpty();
  }

  @Test
  void every_request_calls_the_operation_that_it_is_named_after() {
    List<Operation> operations = operations();
    for (Written request : file.requests()) {
      assertThat(operations)
          .as(request.name() + ": " + request.method() + " " + request.url())
          .anyMatch(
              operation ->
                  operation.id().equals(request.operationId())
                      && operation.method().equals(request.method())
                      && request.isFor(operation.path()));
    }
  }

  @Test
  void every_request_is_answered_with_the_status_that_the_file_says() {
    try (TestApplication application = TestApplication.withUsers(Map.of())) {
      assertThat(application.fillDemo()).isTrue();
      List<Sent> run = RequestRun.of(file, application.base());
      assertThat(run)
          .allSatisfy(
              sent ->
                  assertThat(sent.answer().status())
                      .as(sent.written().name() + ": " + sent.answer().text())
                      .isEqualTo(sent.written().status()));
    }
  }
}
