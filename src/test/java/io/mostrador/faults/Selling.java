package io.mostrador.faults;

import io.mostrador.testing.OwnRedis;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
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

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setConnectTimeout(1_000),
          new PoolOptions().setHttp1MaxSize(TILLS));
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
      OwnRedis.pause(5);
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
      OwnRedis.pause(5);
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
      OwnRedis.pause(50);
      last = once(node, sale);
    }
    return last;
  }

  private Outcome once(URI node, Sale sale) {
    return send(node, sale).toCompletionStage().toCompletableFuture().join();
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
    var unused =
        send(base, sale)
            .onComplete(
                outcome -> {
                  outcomes.add(outcome.result());
                  boolean isSold = outcome.result().isSold();
                  vertx.setTimer(
                      isSold ? THINK_MILLIS : THINK_AFTER_FAILURE_MILLIS, next -> sell());
                });
  }

  /** Never fails. */
  private io.vertx.core.Future<Outcome> send(URI node, Sale sale) {
    long start = System.nanoTime();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(node.getHost())
            .setPort(node.getPort())
            .setURI("/api/v1/sales/create-and-confirm/")
            .setTimeout(ANSWER_WITHIN_MILLIS)
            .putHeader("Authorization", authorization)
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", sale.key());
    return client
        .request(options)
        .compose(request -> request.send(sale.body().toBuffer()))
        .compose(response -> outcome(sale, start, response))
        .otherwise(broken -> new Outcome(sale, 0, "", start, System.nanoTime(), broken.toString()));
  }

  private static io.vertx.core.Future<Outcome> outcome(
      Sale sale, long start, HttpClientResponse response) {
    return response
        .body()
        .map(
            body -> {
              String id = response.statusCode() == 201 ? body.toJsonObject().getString("id") : "";
              String note = id.isEmpty() ? response.getHeader("Retry-After") + " " + body : "";
              return new Outcome(sale, response.statusCode(), id, start, System.nanoTime(), note);
            });
  }

  @Override
  public void close() {
    isStopping = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
