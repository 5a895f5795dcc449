package io.mostrador.testing;

import io.mostrador.kernel.Role;
import io.mostrador.platform.http.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One operation, called by somebody, on a row of somebody; and what has to come of it. */
public record AccessCell(Operation operation, Caller caller, Target target) {

  /** Rows that these lead to belong to whoever made them; all others are the shop's. */
  private static final Set<String> OF_SOMEBODY =
      Set.of("getReceipt", "deleteReceipt", "confirmReceipt", "voidSale");

  private static final String NEEDS_PROFILE = "getOwnInvestor";

  /** The row that the path leads to. */
  public enum Target {
    /** The path has no id. */
    NONE,
    /** A row that is the shop's. */
    SHARED,
    OWN,
    SOMEBODY_ELSES,
    MISSING
  }

  /**
   * A refusal.
   *
   * @param code of the answer
   */
  public record Refusal(int status, String code) {}

  /** Every cell of an operation. */
  public static Stream<AccessCell> of(Operation operation) {
    List<AccessCell> cells = new ArrayList<>();
    for (Caller caller : Caller.values()) {
      targets(operation, caller)
          .forEach(target -> cells.add(new AccessCell(operation, caller, target)));
    }
    return cells.stream();
  }

  private static Stream<Target> targets(Operation operation, Caller caller) {
    if (!hasId(operation)) {
      return Stream.of(Target.NONE);
    }
    if (!OF_SOMEBODY.contains(operation.id())) {
      return Stream.of(Target.SHARED, Target.MISSING);
    }
    return caller.mayOwnRows()
        ? Stream.of(Target.OWN, Target.SOMEBODY_ELSES, Target.MISSING)
        : Stream.of(Target.SOMEBODY_ELSES, Target.MISSING);
  }

  public static boolean hasId(Operation operation) {
    return operation.path().contains("{");
  }

  /** Empty when the caller gets through; an operation that the table lacks lets nobody through. */
  public Optional<Refusal> refusal() {
    Optional<AccessTable.Row> row = AccessTable.of(operation.id());
    if (row.filter(AccessTable.Row::isPublic).isPresent()) {
      return missing();
    }
    if (caller.role().isEmpty()) {
      return Optional.of(new Refusal(401, caller.refusal()));
    }
    Role role = caller.role().get();
    if (row.filter(each -> each.roles().contains(role)).isEmpty()) {
      return Optional.of(new Refusal(403, "permission_denied"));
    }
    if (operation.id().equals(NEEDS_PROFILE) && role == Role.ADMIN) {
      return Optional.of(new Refusal(404, "investor_profile_not_found"));
    }
    return target == Target.SOMEBODY_ELSES ? somebodyElses(role) : missing();
  }

  /** Sales are everybody's to see, but not to void; receipts of others are not even seen. */
  private Optional<Refusal> somebodyElses(Role role) {
    if (operation.id().equals("voidSale")) {
      return role == Role.ADMIN ? Optional.empty() : Optional.of(new Refusal(403, "forbidden"));
    }
    return Optional.of(new Refusal(404, "not_found"));
  }

  private Optional<Refusal> missing() {
    return target == Target.MISSING ? Optional.of(new Refusal(404, "not_found")) : Optional.empty();
  }

  /** Who makes the row. */
  public Caller owner() {
    if (target == Target.OWN) {
      return caller;
    }
    return caller == Caller.ADMIN ? Caller.CASHIER : Caller.ADMIN;
  }

  @Override
  public String toString() {
    return operation.id() + " by " + caller + " on " + target;
  }
}
