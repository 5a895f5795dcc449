package io.mostrador.domain.accounts;

import io.mostrador.domain.accounts.PasswordRules.PersonalData;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.function.Function;

/** Takes the passwords that people choose: judges them, and hashes the good ones. */
public final class ChosenPasswords {

  private final Passwords passwords;
  private final PasswordRules rules = new PasswordRules();

  public ChosenPasswords(Passwords passwords) {
    this.passwords = passwords;
  }

  /**
   * The hash to be kept.
   *
   * @param refusal of a weak password, made of one message for each rule that is broken
   */
  Single<String> hash(String password, PersonalData owner, Function<JsonArray, Failure> refusal) {
    return Single.defer(
        () -> {
          List<String> faults = rules.faults(password, owner);
          return faults.isEmpty()
              ? passwords.hash(password)
              : Single.error(refusal.apply(new JsonArray(faults)));
        });
  }
}
