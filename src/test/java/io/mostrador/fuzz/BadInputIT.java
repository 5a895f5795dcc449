package io.mostrador.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.BlockedThreads;
import io.mostrador.testing.Bucket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every operation of the contract gets everything that can be wrong: one thing at a time, then
 * mixed at random.
 *
 * <p>{@code -Dmostrador.fuzz=200000} sends so many in all, {@code -Dmostrador.seed=…} the same ones
 * again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {

  private static final Logger log = LoggerFactory.getLogger(BadInputIT.class);
  private static final int IN_ALL = Integer.getInteger("mostrador.fuzz", 22_000);

  /** The same in each build; another one by {@code -Dmostrador.seed}. */
  private static final long SEED = Long.getLong("mostrador.seed", 4736770919807557674L);

  private static final int CASHIER_ONE_IN = 8;

  /**
   * Of the operations whose valid request was refused, for want of what they work on, or of the
   * state that it must be in: what is settled cannot be settled.
   */
  private static final double MOST_UNREACHED = 0.4;

  private static final Random RANDOM = new Random(SEED);
  private static final Queue<String> COMPLAINTS = new ConcurrentLinkedQueue<>();
  private static final Map<Integer, Integer> STATUSES = new TreeMap<>();

  private static Bucket bucket;
  private static TestApplication application;
  private static Sender sender;
  private static Shop shop;

  @BeforeAll
  static void furnish() {
    bucket = Bucket.start();
    application = TestApplication.withUsers(bucket.settings());
    sender = new Sender(application.base());
    shop = new Shop(application, RANDOM);
    Collection<Sender.Outcome> outcomes = shop.furnish(sender).values();
    List<Sender.Outcome> unreached =
        outcomes.stream().filter(outcome -> outcome.status() >= 300).toList();
    log.info("bad input with seed {}; {} valid requests were refused", SEED, unreached.size());
    unreached.forEach(outcome -> log.debug("{} <- {}", outcome.body(), outcome.call()));
    assertThat(unreached.size() / (double) outcomes.size()).isLessThan(MOST_UNREACHED);
  }

  @AfterAll
  static void close() {
    log.info(
        "{} requests, answers {}, the slowest after {} ms; seed {}",
        sender.sent(),
        STATUSES,
        sender.slowestMillis(),
        SEED);
    sender.close();
    application.close();
    bucket.close();
  }

  @Test
  @Order(1)
  void what_the_contract_refuses_is_refused_and_changes_nothing() throws SQLException {
    try (Connection connection = application.connect()) {
      shop.signIn();
      Fingerprint before = Fingerprint.of(connection);
      for (Requests requests : shop.requests()) {
        send(refused(requests));
        before = unchanged(requests, before, connection);
      }
    }
    assertNoComplaints();
  }

  private static List<Call> refused(Requests requests) {
    shop.lookAgain();
    List<Call> calls = new ArrayList<>();
    for (Fault fault : requests.faults()) {
      if (fault.isSure()) {
        boolean isCashier = calls.size() % CASHIER_ONE_IN == CASHIER_ONE_IN - 1;
        String authorization =
            isCashier
                ? shop.authorization(TestApplication.CASHIER)
                : shop.authorization(requests.operation());
        calls.add(spoilt(requests, fault, authorization));
      }
    }
    return calls;
  }

  @Test
  @Order(2)
  void whatever_is_sent_the_answer_has_the_form_of_the_contract() throws SQLException {
    Mixture mixture = new Mixture(shop, RANDOM);
    int left = shop.requests().size();
    try (Connection connection = application.connect()) {
      shop.signIn();
      Fingerprint before = Fingerprint.of(connection);
      for (Requests requests : shop.requests()) {
        shop.lookAgain();
        List<Call> calls = odd(requests);
        calls.addAll(
            mixture.of(requests, Math.max(10, (IN_ALL - sender.sent()) / left - calls.size())));
        boolean wereAllRefused = send(calls);
        before =
            wereAllRefused ? unchanged(requests, before, connection) : Fingerprint.of(connection);
        left--;
      }
    }
    assertThat(sender.sent()).isGreaterThanOrEqualTo(IN_ALL);
    assertNoComplaints();
  }

  private static List<Call> odd(Requests requests) {
    List<Call> calls = new ArrayList<>();
    for (Fault fault : requests.faults()) {
      if (!fault.isSure()) {
        calls.add(spoilt(requests, fault, shop.authorization(requests.operation())));
      }
    }
    return calls;
  }

  private static Call spoilt(Requests requests, Fault fault, String authorization) {
    Draft draft = requests.valid(authorization);
    fault.spoil().accept(draft);
    return draft.call(fault.name(), fault.isSure());
  }

  /** Whether all were refused. */
  private static boolean send(List<Call> calls) {
    List<Integer> statuses =
        sender.send(
            calls,
            outcome -> {
              for (String complaint : Judge.complaints(outcome)) {
                COMPLAINTS.add(complaint + " (" + outcome.status() + "): " + outcome.call());
              }
              return outcome.status();
            });
    statuses.forEach(status -> STATUSES.merge(status, 1, Integer::sum));
    return statuses.stream().allMatch(status -> status >= 400);
  }

  /** The fingerprint to go on with. */
  private static Fingerprint unchanged(Requests requests, Fingerprint before, Connection connection)
      throws SQLException {
    Fingerprint after = Fingerprint.of(connection);
    if (!before.equals(after)) {
      COMPLAINTS.add(
          "refusals of %s changed %s"
              .formatted(requests.operation().id(), before.changedBy(after)));
    }
    return after;
  }

  private static void assertNoComplaints() {
    List<String> complaints = new ArrayList<>(COMPLAINTS);
    COMPLAINTS.clear();
    assertThat(complaints).as("with -Dmostrador.seed=" + SEED).isEmpty();
    assertThat(BlockedThreads.seen()).as("event loops that were blocked").isEmpty();
  }
}
