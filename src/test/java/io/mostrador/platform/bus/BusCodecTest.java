package io.mostrador.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Revision;
import io.mostrador.kernel.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusCodecTest {

  private static <T> T travelled(BusCodec<T> codec, T message) {
    Buffer wire = Buffer.buffer("before");
    int position = wire.length();
    codec.encodeToWire(wire, message);
    return codec.decodeFromWire(position, wire.appendString("after"));
  }

  static Stream<IfMatch> conditions() {
    return Stream.of(
        null,
        IfMatch.ANY,
        new IfMatch(false, Set.of()),
        new IfMatch(false, Set.of(Revision.of("a", 1).text(), Revision.of("a", 2).text())));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void a_request_arrives_as_it_was_sent(@Nullable IfMatch condition) {
    Request request =
        new Request(
            "changeProduct",
            new Actor(7, "caja", Role.CASHIER),
            new JsonObject().put("id", "x"),
            new JsonObject().put("name", "Ñandú"),
            new Request.Origin("r-1", "http://shop/", "10.0.0.1", "key", condition, "t-1"));
    assertThat(travelled(BusCodec.REQUEST, request)).isEqualTo(request);
  }

  @Test
  void a_reply_arrives_with_the_revision_that_it_shows() {
    Reply reply = Reply.created(new JsonObject().put("id", 1)).at(Revision.of("a", 1));
    assertThat(travelled(BusCodec.REPLY, reply)).isEqualTo(reply);
    assertThat(travelled(BusCodec.REPLY, Reply.noContent())).isEqualTo(Reply.noContent());
  }

  @Test
  void a_failure_arrives_with_its_code_and_fields() {
    Failure arrived = travelled(BusCodec.FAILURE, Failure.invalid("sku", "Ya existe."));
    assertThat(arrived.toJson()).isEqualTo(Failure.invalid("sku", "Ya existe.").toJson());
    assertThat(travelled(BusCodec.FAILURE, Failure.preconditionFailed()).status()).isEqualTo(412);
  }
}
