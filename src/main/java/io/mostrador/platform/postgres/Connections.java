package io.mostrador.platform.postgres;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgPoolOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.SqlClient;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections to PostgreSQL: for each event loop a small pool for transactions, one pipelined
 * reader and two small pools for searches, shared by the verticles on it; for all of them a pool
 * for long lists and one for reports.
 *
 * <p>Made outside of verticles, so that no undeployed verticle takes them along.
 */
public final class Connections {

  private static final int LIST_CONNECTIONS = 4;
  private static final int REPORT_CONNECTIONS = 2;
  private static final int SEARCHES_AT_ONCE = 2;
  private static final int READERS = 1 + 2 * SEARCHES_AT_ONCE;
  private static final int MOST_READS_WAITING = 2048;
  private static final int SEARCH_WAIT_MILLIS = 3000;
  private static final int MOST_WAITING = 256;
  private static final int CONNECT_WITHIN_MILLIS = 1500;
  private static final int WAIT_MILLIS = 1500;
  private static final int STATEMENT_MILLIS = 2500;
  private static final int REPORT_MILLIS = 4500;

  /** What a transaction may take beyond a statement, and a silent server beyond PostgreSQL. */
  private static final int GRACE_MILLIS = 500;

  private static final int PIPELINE = 256;
  private static final int CACHED_STATEMENTS = 512;
  private static final int CACHED_SQL_CHARACTERS = 8192;

  /** What the verticles of one event loop share. */
  record OfLoop(Pool transactions, SqlClient reader, SqlClient searcher, SqlClient walker) {

    Completable close() {
      return transactions
          .rxClose()
          .andThen(reader.rxClose())
          .andThen(searcher.rxClose())
          .andThen(walker.rxClose());
    }
  }

  private final List<OfLoop> loops = new ArrayList<>();
  private final Map<Thread, OfLoop> byThread = new ConcurrentHashMap<>();
  private final AtomicInteger handedOut = new AtomicInteger();
  private final Pool lists;
  private final Pool reports;

  /**
   * @param eventLoops how many threads will ask; a thread beyond them shares one of the pools
   * @param poolSize connections for transactions, for each event loop
   */
  public Connections(Vertx vertx, PgConnectOptions server, int eventLoops, int poolSize) {
    for (int loop = 0; loop < eventLoops; loop++) {
      loops.add(
          new OfLoop(
              transactions(vertx, server, loop, poolSize),
              reader(vertx, server, Integer.toString(loop)),
              searcher(vertx, server, Integer.toString(loop)),
              walker(vertx, server, Integer.toString(loop))));
    }
    this.lists = lists(vertx, server);
    this.reports = reports(vertx, server, "reports");
  }

  /** How many connections a node opens at most. */
  public static int most(int eventLoops, int poolSize) {
    return eventLoops * (poolSize + READERS) + LIST_CONNECTIONS + REPORT_CONNECTIONS;
  }

  /** To a server that only answers reads; reports take the place of transactions. */
  static OfLoop toReplica(Vertx vertx, PgConnectOptions server) {
    return new OfLoop(
        reports(vertx, server, "reports-replica"),
        reader(vertx, server, "replica"),
        searcher(vertx, server, "replica"),
        walker(vertx, server, "replica"));
  }

  OfLoop ofThisThread() {
    return byThread.computeIfAbsent(
        Thread.currentThread(), thread -> loops.get(handedOut.getAndIncrement() % loops.size()));
  }

  Pool lists() {
    return lists;
  }

  Pool reports() {
    return reports;
  }

  public Completable close() {
    return Completable.mergeDelayError(loops.stream().map(OfLoop::close).toList())
        .andThen(lists.rxClose())
        .andThen(reports.rxClose());
  }

  private static Pool transactions(Vertx vertx, PgConnectOptions server, int loop, int size) {
    return pool(
        vertx,
        options("transactions-" + loop, size),
        planningOnce(session(server, "mostrador", STATEMENT_MILLIS)),
        STATEMENT_MILLIS);
  }

  private static SqlClient reader(Vertx vertx, PgConnectOptions server, String of) {
    PoolOptions options = options("reader-" + of, 1).setMaxWaitQueueSize(MOST_READS_WAITING);
    return pool(
        vertx,
        new PgPoolOptions(options).setPipelined(true),
        session(server, "mostrador-reader", STATEMENT_MILLIS),
        STATEMENT_MILLIS);
  }

  private static SqlClient searcher(Vertx vertx, PgConnectOptions server, String of) {
    PgConnectOptions session = session(server, "mostrador-searcher", STATEMENT_MILLIS);
    session.addProperty("pg_trgm.similarity_threshold", "0.25"); // rogo for rojo
    return oneByOne(vertx, session, "searcher-" + of);
  }

  private static SqlClient walker(Vertx vertx, PgConnectOptions server, String of) {
    PgConnectOptions session =
        planningEachTime(session(server, "mostrador-walker", STATEMENT_MILLIS));
    session.addProperty("enable_sort", "off");
    return oneByOne(vertx, session, "walker-" + of);
  }

  /**
   * Not pipelined: what waits here is given up in time, while what was sent ahead would keep the
   * server busy for those who no longer wait.
   */
  private static SqlClient oneByOne(Vertx vertx, PgConnectOptions session, String name) {
    PoolOptions options =
        options(name, SEARCHES_AT_ONCE)
            .setMaxWaitQueueSize(MOST_READS_WAITING)
            .setConnectionTimeout(SEARCH_WAIT_MILLIS);
    return pool(vertx, options, session.setPipeliningLimit(1), STATEMENT_MILLIS);
  }

  private static Pool lists(Vertx vertx, PgConnectOptions server) {
    return pool(
        vertx,
        options("lists", LIST_CONNECTIONS),
        planningEachTime(session(server, "mostrador-lists", STATEMENT_MILLIS)),
        STATEMENT_MILLIS);
  }

  private static Pool reports(Vertx vertx, PgConnectOptions server, String name) {
    PgConnectOptions session =
        planningEachTime(session(server, "mostrador-reports", REPORT_MILLIS));
    session.addProperty("work_mem", "32MB"); // sums of all products, without files
    return pool(vertx, options(name, REPORT_CONNECTIONS), session, REPORT_MILLIS);
  }

  private static Pool pool(
      Vertx vertx, PoolOptions options, PgConnectOptions session, int statementMillis) {
    return Pool.newInstance(
        ClientBuilder.pool(new GuardedDriver(CONNECT_WITHIN_MILLIS, statementMillis + GRACE_MILLIS))
            .with(options)
            .connectingTo(session)
            .using(vertx.getDelegate())
            .build());
  }

  /**
   * A report of one day and one of all years are the same statement, and a plan for neither in
   * particular would walk all years by index.
   */
  private static PgConnectOptions planningEachTime(PgConnectOptions session) {
    session.addProperty("plan_cache_mode", "force_custom_plan");
    return session;
  }

  /**
   * Changes find their rows by key, whatever the values; planned for the arrays of each sale anew,
   * planning took a tenth of PostgreSQL's time.
   */
  private static PgConnectOptions planningOnce(PgConnectOptions session) {
    session.addProperty("plan_cache_mode", "force_generic_plan");
    return session;
  }

  private static PoolOptions options(String name, int size) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(size)
        .setMaxWaitQueueSize(MOST_WAITING)
        .setConnectionTimeout(WAIT_MILLIS)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Timeouts in PostgreSQL itself, below the bus timeout, which is below the HTTP timeout. */
  private static PgConnectOptions session(
      PgConnectOptions server, String name, int statementMillis) {
    PgConnectOptions session = new PgConnectOptions(server);
    session
        .setPipeliningLimit(PIPELINE)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
        .setPreparedStatementCacheSqlLimit(CACHED_SQL_CHARACTERS)
        .setTracingPolicy(TracingPolicy.PROPAGATE);
    session.addProperty("application_name", name);
    session.addProperty("statement_timeout", Integer.toString(statementMillis));
    session.addProperty("lock_timeout", "2000");
    session.addProperty("idle_in_transaction_session_timeout", "3000");
    session.addProperty("transaction_timeout", Integer.toString(statementMillis + GRACE_MILLIS));
    session.addProperty("TimeZone", "UTC");
    return session;
  }
}
