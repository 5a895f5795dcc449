package io.mostrador.faults;

import io.mostrador.testing.Patience;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tills that sell without a pause, each sale with a key and a price of its own, and remember what
 * they were answered.
 */
final class Selling implements AutoCloseable {

  private static final int TILLS = 16;
  private static final long THINK_MILLIS = 10;
  private static final long THINK_AFTER_FAILURE_MILLIS = 100;
  private static final long ANSWER_WITHIN_MILLIS = 10_000;
  private static final AtomicLong prices = new AtomicLong(10_000);

  /**
   * One sale of one unit.
   *
   * @param price of no other sale, so that the books show what became of it
   */
  record Sale(String key, String product, BigDecimal price) {

    JsonObject body() {
      JsonObject line =
          new JsonObject()
              .put("product", product)
              .put("qty", "1")
              .put("unit_price", price.toPlainString())
              .put("unit_cost", "1.00");
      JsonObject cash = new JsonObject().put("method", "CASH").put("amount", price.toPlainString());
      return new JsonObject()
          .put("lines", new JsonArray().add(line))
          .put("payments", new JsonArray().add(cash));
    }
  }

  /**
   * What became of one request.
   *
   * @param status 0 when the connection broke
   * @param id of the sale that was answered, else empty
   */
  record Outcome(Sale sale, int status, String id, long startedAt, long endedAt, String note) {

    boolean isSold() {
      return status == 201;
    }

    long tookNanos() {
      return endedAt - startedAt;
    }
  }

  /** Not that of Vert.x 5.0: its pool loses connections whose connecting is given up. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final URI base;
  private final String authorization;
  private final List<String> products;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(TILLS);
  private volatile boolean isStopping;

  Selling(URI base, String authorization, List<String> products) {
    this.base = base;
    this.authorization = authorization;
    this.products = products;
    for (int till = 0; till < TILLS; till++) {
      sell();
    }
  }

  /** All so far, in the order in which they ended. */
  List<Outcome> outcomes() {
    return new ArrayList<>(outcomes);
  }

  List<String> products() {
    return products;
  }

  long sold() {
    return outcomes.stream().filter(Outcome::isSold).count();
  }

  /** Until so many more have been sold. */
  void awaitSold(int more) {
    long target = sold() + more;
    long start = System.nanoTime();
    while (sold() < target) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("no sales; last: " + last());
      }
      Patience.pause(5);
    }
  }

  private String last() {
    List<Outcome> all = outcomes();
    return all.isEmpty() ? "none" : all.get(all.size() - 1).toString();
  }

  /** From {@code since} to the end of the first sale that began after it; waits for that. */
  long firstSaleAfter(long since, long withinSeconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
    while (System.nanoTime() < deadline) {
      var first =
          outcomes.stream()
              .filter(each -> each.isSold() && each.startedAt() >= since)
              .mapToLong(Outcome::endedAt)
              .min();
      if (first.isPresent()) {
        return first.getAsLong() - since;
      }
      Patience.pause(5);
    }
    throw new AssertionError("nothing sold within " + withinSeconds + " s; last: " + last());
  }

  /** Lets what is under way end, and sells no more. */
  void stop() {
    isStopping = true;
    try {
      if (!ended.await(ANSWER_WITHIN_MILLIS * 2, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("tills do not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what was not answered again, with its key, until it is. */
  List<Outcome> retry(URI node, List<Sale> sales) {
    return Flowable.fromIterable(sales)
        .flatMapSingle(
            sale -> Single.fromCallable(() -> answered(node, sale)).subscribeOn(Schedulers.io()),
            false,
            TILLS)
        .toList()
        .blockingGet();
  }

  private Outcome answered(URI node, Sale sale) {
    long start = System.nanoTime();
    Outcome last = once(node, sale);
    while (!last.isSold()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
        throw new AssertionError("not sold on retry: " + last);
      }
      Patience.pause(50);
      last = once(node, sale);
    }
    return last;
  }

  private Outcome once(URI node, Sale sale) {
    return send(node, sale).join();
  }

  private void sell() {
    if (isStopping) {
      ended.countDown();
      return;
    }
    long price = prices.incrementAndGet();
    Sale sale =
        new Sale(
            UUID.randomUUID().toString(),
            products.get((int) (price % products.size())),
            BigDecimal.valueOf(price, 2));
    var unused = send(base, sale).thenAccept(this::goOn);
  }

  private void goOn(Outcome outcome) {
    outcomes.add(outcome);
    long think = outcome.isSold() ? THINK_MILLIS : THINK_AFTER_FAILURE_MILLIS;
    CompletableFuture.delayedExecutor(think, TimeUnit.MILLISECONDS).execute(this::sell);
  }

  /** Never fails. */
  private CompletableFuture<Outcome> send(URI node, Sale sale) {
    long start = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/api/v1/sales/create-and-confirm/"))
            .timeout(Duration.ofMillis(ANSWER_WITHIN_MILLIS))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", sale.key())
            .POST(HttpRequest.BodyPublishers.ofString(sale.body().encode()))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> outcome(sale, start, response))
        .exceptionally(
            broken -> new Outcome(sale, 0, "", start, System.nanoTime(), broken.toString()));
  }

  private static Outcome outcome(Sale sale, long start, HttpResponse<String> response) {
    boolean isSold = response.statusCode() == 201;
    String id = isSold ? new JsonObject(response.body()).getString("id") : "";
    String note =
        isSold
            ? ""
            : response.headers().firstValue("Retry-After").orElse(null) + " " + response.body();
    return new Outcome(sale, response.statusCode(), id, start, System.nanoTime(), note);
  }

  @Override
  public void close() {
    isStopping = true;
  }
}
