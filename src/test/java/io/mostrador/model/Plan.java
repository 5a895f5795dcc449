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

  /** What is done more often than the rest: it moves most, or has most rivals. */
  private static final List<Operation> MIX = mix();

  /** What each follows on. */
  private static final Map<Operation, Set<Operation>> TARGETS = targets();

  private final Random random;
  private final List<Step> steps = new ArrayList<>();

  private Plan(long seed) {
    this.random = new Random(seed);
  }

  private static List<Operation> mix() {
    List<Operation> mix = new ArrayList<>(List.of(Operation.values()));
    Set<Operation> often =
        Set.of(
            Operation.SELL,
            Operation.DRAFT,
            Operation.CONFIRM,
            Operation.VOID,
            Operation.PUT_ASIDE,
            Operation.PAY,
            Operation.SETTLE,
            Operation.WITHDRAW,
            Operation.BUY_GOODS);
    often.stream().sorted().forEach(each -> mix.addAll(List.of(each, each)));
    return List.copyOf(mix);
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
    return List.copyOf(plan.steps.subList(0, length));
  }

  /** One step, and now and then some more that want the same at the same moment. */
  private void add() {
    Operation operation = pick(MIX);
    int target = -1;
    if (TARGETS.containsKey(operation)) {
      target = target(operation);
      if (target < 0) {
        return;
      }
    }
    Step first = step(operation, target);
    steps.add(first);
    for (int rivals = random.nextInt(3); rivals > 0; rivals--) {
      Operation other = target < 0 ? operation : pick(rivalsOf(target));
      steps.add(step(other, target).ofParty(first.party()));
    }
  }

  private int target(Operation operation) {
    List<Integer> fitting =
        steps.stream()
            .filter(step -> TARGETS.get(operation).contains(step.operation()))
            .map(Step::number)
            .toList();
    // those of late are more likely to be unsettled still
    return fitting.isEmpty()
        ? -1
        : fitting.get(fitting.size() - 1 - random.nextInt(Math.min(6, fitting.size())));
  }

  private List<Operation> rivalsOf(int target) {
    Operation made = steps.get(target).operation();
    return TARGETS.keySet().stream().filter(each -> TARGETS.get(each).contains(made)).toList();
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
