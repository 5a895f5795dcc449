package io.mostrador.platform.postgres;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Revision;
import io.mostrador.platform.bus.IfMatch;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open transaction: where its statements run, for whom, and what leaves after its commit. */
public final class Transaction {

  private final SqlConnection sql;
  private final Actor actor;
  private final @Nullable IfMatch condition;
  private final List<Runnable> effects = new ArrayList<>();

  private boolean isCompared;

  /**
   * @param condition of the change; null for none
   */
  Transaction(SqlConnection sql, Actor actor, @Nullable IfMatch condition) {
    this.sql = sql;
    this.actor = actor;
    this.condition = condition;
  }

  public SqlConnection sql() {
    return sql;
  }

  /** Who the change is made for; anonymous for jobs. */
  public Actor actor() {
    return actor;
  }

  /**
   * Fails with {@code precondition_failed} when the change was meant for another state; to be asked
   * while what is changed is locked.
   */
  public void requireCurrent(Revision current) {
    isCompared = true;
    if (condition != null && !condition.admits(current)) {
      throw Failure.preconditionFailed();
    }
  }

  /** A condition that nobody looked at must not pass for one that held. */
  void requireCompared() {
    if (condition != null && !isCompared) {
      throw new IllegalStateException("the operation ignored an If-Match");
    }
  }

  /** Runs {@code effect} once the transaction is committed, and never when it is not. */
  public void afterCommit(Runnable effect) {
    effects.add(effect);
  }

  void committed() {
    effects.forEach(Runnable::run);
  }
}
