package io.mostrador.model;

import io.mostrador.model.Step.Client;
import io.mostrador.model.Step.Money;
import io.mostrador.model.Step.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the clients of one shop are to do, in the order in which they begin; the same for a seed.
 */
final class Plan {

  static final int PRODUCTS = 6;
  static final int CUSTOMERS = 4;
  static final int INVESTORS = 3;

  /** Holds money only and buys what is never sold: no void ever takes from this one. */
  static final int INVESTOR_WITHOUT_SALES = INVESTORS - 1;

  /** Is bought by investors and never sold. */
  static final int UNSOLD_PRODUCT = PRODUCTS - 1;

  private static final Set<Operation> OF_ADMINISTRATORS =
      Set.of(
          Operation.MOVE,
          Operation.SET_STOCK,
          Operation.BUY_GOODS,
          Operation.ASSIGN,
          Operation.DEPOSIT,
          Operation.WITHDRAW,
          Operation.REINVEST,
          Operation.DRAFT_RECEIPT,
          Operation.POST_RECEIPT);

  /** What each follows on. */
  private static final Map<Operation, Set<Operation>> TARGETS = targets();

  private final Random random;
  private final List<Step> steps = new ArrayList<>();

  /** The target of the step before: what two clients want at once. */
  private int contested = -1;

  private Plan(long seed) {
    this.random = new Random(seed);
  }

  private static Map<Operation, Set<Operation>> targets() {
    Set<Operation> layaway = Set.of(Operation.PUT_ASIDE);
    Map<Operation, Set<Operation>> targets = new EnumMap<>(Operation.class);
    targets.put(Operation.CONFIRM, Set.of(Operation.DRAFT));
    targets.put(Operation.VOID, Set.of(Operation.DRAFT, Operation.SELL, Operation.PUT_ASIDE));
    targets.put(Operation.PAY, layaway);
    targets.put(Operation.SETTLE, layaway);
    targets.put(Operation.EXTEND, layaway);
    targets.put(Operation.EXPIRE, layaway);
    targets.put(Operation.POST_RECEIPT, Set.of(Operation.DRAFT_RECEIPT));
    return targets;
  }

  static List<Step> of(long seed, int length) {
    Plan plan = new Plan(seed);
    while (plan.steps.size() < length) {
      plan.add();
    }
    return List.copyOf(plan.steps);
  }

  private void add() {
    Operation operation = pick(List.of(Operation.values()));
    int target = -1;
    if (TARGETS.containsKey(operation)) {
      target = target(TARGETS.get(operation));
      if (target < 0) {
        return;
      }
      contested = target;
    }
    steps.add(step(operation, target));
  }

  private int target(Set<Operation> kinds) {
    if (contested >= 0
        && kinds.contains(steps.get(contested).operation())
        && random.nextInt(3) > 0) {
      return contested;
    }
    List<Integer> fitting =
        steps.stream().filter(step -> kinds.contains(step.operation())).map(Step::number).toList();
    // those of late are more likely to be unsettled still
    return fitting.isEmpty()
        ? -1
        : fitting.get(fitting.size() - 1 - random.nextInt(Math.min(8, fitting.size())));
  }

  private Step step(Operation operation, int target) {
    return new Step(
        steps.size(),
        operation,
        OF_ADMINISTRATORS.contains(operation) || random.nextBoolean()
            ? Client.ADMIN
            : pick(List.of(Client.values())),
        goods(operation),
        units(operation),
        amount(operation),
        random.nextInt(isOfInvestors(operation) ? INVESTORS : CUSTOMERS),
        pick(List.of(Money.values())),
        target);
  }

  private static boolean isOfInvestors(Operation operation) {
    return switch (operation) {
      case BUY_GOODS, ASSIGN, DEPOSIT, WITHDRAW, REINVEST -> true;
      default -> false;
    };
  }

  private List<Integer> goods(Operation operation) {
    List<Integer> goods = new ArrayList<>();
    for (int product = 0; product < UNSOLD_PRODUCT; product++) {
      goods.add(product);
    }
    Collections.shuffle(goods, random);
    boolean isOfSeveral =
        operation == Operation.SELL
            || operation == Operation.DRAFT
            || operation == Operation.PUT_ASIDE;
    return List.copyOf(goods.subList(0, isOfSeveral ? 1 + random.nextInt(3) : 1));
  }

  private int units(Operation operation) {
    return switch (operation) {
      case MOVE -> random.nextBoolean() ? 1 + random.nextInt(4) : -1 - random.nextInt(6);
      case SET_STOCK -> random.nextInt(30);
      default -> 1 + random.nextInt(3);
    };
  }

  private int amount(Operation operation) {
    return switch (operation) {
      case SELL, DRAFT -> 5 * random.nextInt(3);
      case PUT_ASIDE -> 10 * (1 + random.nextInt(9));
      case DEPOSIT -> 50 + random.nextInt(50);
      case WITHDRAW -> 100 + random.nextInt(200);
      case EXTEND -> 30 + random.nextInt(60);
      case BUY_GOODS, ASSIGN -> 20 + random.nextInt(3);
      default -> 10 * (1 + random.nextInt(9));
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
