package io.mostrador.domain.accounts;

import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import java.util.UUID;

/** Says which investor a user is; the domain that keeps the investors implements it. */
public interface InvestorLinks {

  /**
   * Makes an investor the user's only profile.
   *
   * <p>Fails with {@code invalid} on {@code investor_id} when there is no such investor, or it is
   * another user's.
   */
  Completable link(Transaction tx, int userId, UUID investorId);

  /** The user has no profile any more; nothing happens to one who has none. */
  Completable unlink(Transaction tx, int userId);
}
