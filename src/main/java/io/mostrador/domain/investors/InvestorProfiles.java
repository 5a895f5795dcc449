package io.mostrador.domain.investors;

import io.mostrador.domain.accounts.InvestorLinks;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which user an investor signs in as. */
public final class InvestorProfiles implements InvestorLinks {

  /** The wanted profile and the ones to be taken off, in the order in which all lock them. */
  private static final String LOCK =
      """
      SELECT id, user_id
      FROM investor
      WHERE id = $2 OR user_id = $1
      ORDER BY id
      FOR NO KEY UPDATE
      """;

  private static final String UNLINK =
      """
      UPDATE investor
      SET user_id = NULL, updated_at = $2
      WHERE user_id = $1
      """;

  private static final String LINK =
      """
      UPDATE investor
      SET user_id = $1, updated_at = $3
      WHERE id = $2
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(Map.of("investor_user_id_key", InvestorProfiles::taken));

  private final BusinessTime time;

  public InvestorProfiles(BusinessTime time) {
    this.time = time;
  }

  @Override
  public Completable link(Transaction tx, int userId, UUID investorId) {
    return Sql.all(tx.sql(), LOCK, Profile::from, userId, investorId)
        .map(locked -> wanted(locked, userId, investorId))
        .flatMapCompletable(
            profile -> profile.isOf(userId) ? Completable.complete() : move(tx, userId, profile));
  }

  private Completable move(Transaction tx, int userId, Profile profile) {
    return unlink(tx, userId)
        .andThen(Single.defer(() -> Sql.run(tx.sql(), LINK, userId, profile.id(), time.now())))
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  @Override
  public Completable unlink(Transaction tx, int userId) {
    return Completable.defer(() -> Sql.change(tx.sql(), UNLINK, userId, time.now()));
  }

  private static Profile wanted(List<Profile> locked, int userId, UUID investorId) {
    Profile wanted =
        locked.stream()
            .filter(profile -> profile.id().equals(investorId))
            .findFirst()
            .orElseThrow(
                () -> Failure.invalid("investor_id", "No existe un inversionista con este id."));
    if (wanted.userId() != null && !wanted.isOf(userId)) {
      throw taken();
    }
    return wanted;
  }

  private static Failure taken() {
    return Failure.invalid("investor_id", "Este inversionista ya está ligado a otro usuario.");
  }

  /**
   * An investor as somebody who signs in.
   *
   * @param userId null for one who does not
   */
  private record Profile(UUID id, Integer userId) {

    static Profile from(Row row) {
      return new Profile(row.getUUID("id"), row.getInteger("user_id"));
    }

    boolean isOf(int user) {
      return userId != null && userId == user;
    }
  }
}
