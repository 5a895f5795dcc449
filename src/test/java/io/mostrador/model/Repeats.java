package io.mostrador.model;

import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Patience;
import io.mostrador.testing.RawHttp;
import io.mostrador.testing.Together;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Sends the same action five times with the same key, as clients do that got no answer. */
final class Repeats {

  private static final int TIMES = 5;
  private static final int CUTS = 2;

  /** "Try again" is not an answer yet. */
  private static final int MOST_TRIES = 10;

  /** How the five are sent. */
  enum Way {
    AT_ONCE,
    AFTER_A_CUT,
    ONE_AFTER_ANOTHER
  }

  private final ApiClient client;
  private final RawHttp connection;

  Repeats(ApiClient client, RawHttp connection) {
    this.client = client;
    this.connection = connection;
  }

  /** The answers that were waited for. */
  List<Answer> send(KeyedAction action, Way way) {
    ApiClient keyed = client.withKey(UUID.randomUUID().toString());
    return switch (way) {
      case AT_ONCE -> Together.times(TIMES, () -> answer(keyed, action));
      case AFTER_A_CUT -> {
        for (int each = 0; each < CUTS; each++) {
          connection.abandon(request(keyed, action), each % 2 == 1);
        }
        yield inTurn(keyed, action, TIMES - CUTS);
      }
      case ONE_AFTER_ANOTHER -> inTurn(keyed, action, TIMES);
    };
  }

  private static List<Answer> inTurn(ApiClient keyed, KeyedAction action, int times) {
    List<Answer> answers = new ArrayList<>();
    for (int each = 0; each < times; each++) {
      answers.add(answer(keyed, action));
    }
    return answers;
  }

  private static Answer answer(ApiClient keyed, KeyedAction action) {
    Answer answer = keyed.post(action.path(), action.body());
    for (int tries = 1; isToBeRepeated(answer) && tries < MOST_TRIES; tries++) {
      Patience.pause(TimeUnit.SECONDS.toMillis(Long.parseLong(answer.header("Retry-After"))));
      answer = keyed.post(action.path(), action.body());
    }
    return answer;
  }

  private static boolean isToBeRepeated(Answer answer) {
    return answer.status() == 409 && !answer.header("Retry-After").isEmpty();
  }

  private static String request(ApiClient keyed, KeyedAction action) {
    String body = action.body().encode();
    return String.join(
        "\r\n",
        "POST /api/v1" + action.path() + " HTTP/1.1",
        "Host: 127.0.0.1",
        "Authorization: " + keyed.header("Authorization"),
        "Idempotency-Key: " + keyed.header("Idempotency-Key"),
        "Content-Type: application/json",
        "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
        "",
        body);
  }
}
