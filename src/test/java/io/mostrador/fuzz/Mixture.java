package io.mostrador.fuzz;

import io.mostrador.TestApplication;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Combines faults at random, and spoils bytes where no fault has a name. */
final class Mixture {

  private static final int MOST_FAULTS = 4;
  private static final int CASHIER_ONE_IN = 8;
  private static final int BYTES_ONE_IN = 4;
  private static final int MOST_BYTES = 6;
  private static final int LONGEST_SPOILT = 20_000;
  private static final byte[] TELLING =
      "{}[]\":,\\0-.eE \u0000\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final Shop shop;
  private final Random random;

  Mixture(Shop shop, Random random) {
    this.shop = shop;
    this.random = random;
  }

  List<Call> of(Requests requests, int count) {
    List<Call> calls = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      calls.add(one(requests));
    }
    return calls;
  }

  private Call one(Requests requests) {
    boolean isCashier = random.nextInt(CASHIER_ONE_IN) == 0;
    Draft draft =
        requests.valid(
            isCashier
                ? shop.authorization(TestApplication.CASHIER)
                : shop.authorization(requests.operation()));
    List<String> names = new ArrayList<>();
    boolean spoilsBytes = draft.body() != null && random.nextInt(BYTES_ONE_IN) == 0;
    for (int left = random.nextInt(MOST_FAULTS) + (spoilsBytes ? 0 : 1); left > 0; left--) {
      Fault fault = requests.faults().get(random.nextInt(requests.faults().size()));
      fault.spoil().accept(draft);
      names.add(fault.name());
    }
    if (spoilsBytes && draft.body().length() < LONGEST_SPOILT) {
      draft.body(spoilt(draft.body()));
      names.add("bytes");
    }
    return draft.call(String.join(" + ", names), false);
  }

  private Buffer spoilt(Buffer body) {
    Buffer spoilt = body;
    for (int left = 1 + random.nextInt(MOST_BYTES); left > 0 && spoilt.length() > 0; left--) {
      int at = random.nextInt(spoilt.length());
      int to = Math.min(spoilt.length(), at + 1 + random.nextInt(8));
      Buffer before = spoilt.getBuffer(0, at);
      Buffer after = spoilt.getBuffer(to, spoilt.length());
      spoilt =
          switch (random.nextInt(4)) {
            case 0 -> before.appendBuffer(after);
            case 1 ->
                before
                    .appendBuffer(spoilt.getBuffer(at, to))
                    .appendBuffer(spoilt.getBuffer(at, spoilt.length()));
            case 2 -> before.appendByte((byte) random.nextInt(256)).appendBuffer(after);
            default ->
                before.appendByte(TELLING[random.nextInt(TELLING.length)]).appendBuffer(after);
          };
    }
    return spoilt;
  }
}
