package io.mostrador.platform.postgres;

import io.mostrador.kernel.Actor;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** One open transaction: where its statements run, for whom, and what leaves after its commit. */
public final class Transaction {

  private final SqlConnection sql;
  private final Actor actor;
  private final List<Runnable> effects = new ArrayList<>();

  Transaction(SqlConnection sql, Actor actor) {
    this.sql = sql;
    this.actor = actor;
  }

  public SqlConnection sql() {
    return sql;
  }

  /** Who the change is made for; anonymous for jobs. */
  public Actor actor() {
    return actor;
  }

  /** Runs {@code effect} once the transaction is committed, and never when it is not. */
  public void afterCommit(Runnable effect) {
    effects.add(effect);
  }

  void committed() {
    effects.forEach(Runnable::run);
  }
}
