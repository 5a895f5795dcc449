package io.mostrador.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int STEPS = 241;

  private static final Recording RECORDING = Recording.load();
  private static final OtherShop SHOP = new OtherShop(RECORDING, "2027");
  private static final Clock A_YEAR_LATER =
      Clock.fixed(
          RECORDING.recordedAt().plus(Duration.ofDays(365)), ZoneId.of("America/Mexico_City"));

  @Test
  void every_step_matches_a_right_server_with_other_identifiers_and_dates() throws IOException {
    List<StepResult> results = replay(Map.of());
    assertThat(results).hasSize(STEPS).allMatch(StepResult::matches);
    assertThat(results)
        .extracting(StepResult::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, STEPS).boxed().toList());
    assertThat(results)
        .extracting(StepResult::name)
        .containsExactlyElementsOf(RECORDING.steps().stream().map(Step::name).toList());
  }

  @Test
  void every_request_is_sent_as_the_other_shop_needs_it() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(SHOP.answers(Map.of()))) {
      assertThat(replay(server.base())).hasSize(STEPS);
      assertThat(server.received()).containsExactlyElementsOf(SHOP.requests());
    }
  }

  @Test
  void today_every_step_matches_a_server_that_gives_the_recorded_dates() throws IOException {
    OtherShop sameDates = new OtherShop(RECORDING, "2026");
    try (ScriptedServer server = ScriptedServer.start(sameDates.answers(Map.of()))) {
      Login admin = OtherShop.ADMIN;
      assertThat(Replay.run(server.base(), admin.username(), admin.password()))
          .hasSize(STEPS)
          .allMatch(StepResult::matches);
    }
  }

  @Test
  void a_wrong_amount_is_told_in_its_step_and_in_no_other() throws IOException {
    int step = number("sales: split payment and discount");
    assertThat(wrong(replay(Map.of(step, with(step, "total", "1810.32")))))
        .containsExactly(
            new StepResult(
                step,
                "sales: split payment and discount",
                List.of("$.total: 1810.32, expected 1810.31")));
  }

  @Test
  void a_wrong_identifier_is_told_in_its_step_and_in_no_other() throws IOException {
    int step = number("sales: sale");
    Answer other = with(step, "id", "00000000-0000-4000-8000-00000000abcd");
    assertThat(wrong(replay(Map.of(step, other))))
        .containsExactly(
            new StepResult(step, "sales: sale", List.of("$.id: is another thing than before")));
  }

  @Test
  void wrong_statuses_are_told_in_their_steps_and_in_no_other() throws IOException {
    List<Integer> refusals =
        RECORDING.steps().stream()
            .filter(step -> step.answer().status() >= 400)
            .map(Step::number)
            .toList();
    Map<Integer, Answer> accepted =
        refusals.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), step -> new Answer(200, SHOP.answer(step).body())));
    assertThat(wrong(replay(accepted)))
        .extracting(StepResult::number)
        .containsExactlyElementsOf(refusals);
  }

  @Test
  void a_refused_login_is_tried_again_at_the_next_step_of_the_user() throws IOException {
    List<Integer> investor = requestsOf("investor");
    List<Answer> script = new ArrayList<>(SHOP.answers(Map.of()));
    Answer login = script.set(investor.get(0) - 1, new Answer(401, TextNode.valueOf("not yet")));
    script.add(investor.get(1), login);
    try (ScriptedServer server = ScriptedServer.start(script)) {
      assertThat(replay(server.base())).hasSize(STEPS).allMatch(StepResult::matches);
      assertThat(server.received().get(investor.get(0)).authorization()).contains("Bearer none");
      assertThat(server.received().get(investor.get(1) + 1).authorization())
          .contains("Bearer token-of-investor");
    }
  }

  @Test
  void a_server_that_does_not_answer_is_told_in_every_step() throws IOException {
    URI nobody;
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + closedSoon.getLocalPort());
    }
    assertThat(Replay.run(nobody, "admin", "secret"))
        .hasSize(STEPS)
        .noneMatch(StepResult::matches)
        .allSatisfy(
            step -> assertThat(step.problems()).singleElement().asString().startsWith("no answer"));
  }

  private static int number(String name) {
    return RECORDING.steps().stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow()
        .number();
  }

  /** The places, among all requests, of those that a user sends. */
  private static List<Integer> requestsOf(String user) {
    Optional<String> authorization = Optional.of("Bearer token-of-" + user);
    return IntStream.range(0, SHOP.requests().size())
        .filter(i -> SHOP.requests().get(i).authorization().equals(authorization))
        .boxed()
        .toList();
  }

  private static Answer with(int step, String name, String value) {
    Answer right = SHOP.answer(step);
    ObjectNode body = right.body().deepCopy();
    assertThat(body.replace(name, TextNode.valueOf(value))).isNotNull();
    return new Answer(right.status(), body);
  }

  private static List<StepResult> wrong(List<StepResult> results) {
    return results.stream().filter(step -> !step.matches()).toList();
  }

  private static List<StepResult> replay(Map<Integer, Answer> wrong) throws IOException {
    try (ScriptedServer server = ScriptedServer.start(SHOP.answers(wrong))) {
      return replay(server.base());
    }
  }

  private static List<StepResult> replay(URI base) {
    return new Replay(RECORDING, A_YEAR_LATER, base, OtherShop.ADMIN).run();
  }
}
