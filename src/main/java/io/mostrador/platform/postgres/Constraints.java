package io.mostrador.platform.postgres;

import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.function.Supplier;

/** Says which failure a broken database constraint means. */
public final class Constraints {

  private static final String FOREIGN_KEY = "23503";
  private static final String RESTRICT = "23001";

  private final Map<String, Supplier<Failure>> failuresByConstraint;

  public Constraints(Map<String, Supplier<Failure>> failuresByConstraint) {
    this.failuresByConstraint = Map.copyOf(failuresByConstraint);
  }

  /** Passes on the failure that the broken constraint means, or the error when none is declared. */
  public <T> Single<T> translate(Throwable error) {
    if (error instanceof PgException broken && broken.getConstraint() != null) {
      Supplier<Failure> failure = failuresByConstraint.get(broken.getConstraint());
      if (failure != null) {
        return Single.error(failure.get());
      }
    }
    return Single.error(error);
  }

  /** Whether a row could not be removed because others refer to it. */
  public static boolean isAboutReference(Throwable error) {
    return error instanceof PgException broken
        && (FOREIGN_KEY.equals(broken.getSqlState()) || RESTRICT.equals(broken.getSqlState()));
  }
}
