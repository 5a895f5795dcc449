package io.mostrador.fuzz;

import io.mostrador.platform.http.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** All that can be wrong with the headers of one operation, as far as a client can send it. */
final class HeaderFaults {

  private static final String AUTHORIZATION = "Authorization";
  private static final List<String> NO_TOKENS =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "Bearer x",
          "Bearer a.b.c",
          "Bearer ..",
          "Bearer null",
          "Bearer ñ.ñ.ñ",
          "Basic YWRtaW46YWRtaW4=",
          "Bearer Bearer x",
          "Digest username=\"admin\"",
          "Bearer " + unsigned("{\"alg\":\"none\"}"),
          "Bearer " + unsigned("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}"),
          "Bearer " + unsigned("{\"alg\":\"RS256\",\"jku\":\"http://evil.example\"}"),
          "Bearer " + unsigned("[]"),
          "Bearer " + unsigned("{"),
          "Bearer " + "x".repeat(8_000));

  /** A name and its values, none of which makes a request wrong by itself. */
  private static final Map<String, List<String>> ODD =
      Map.ofEntries(
          Map.entry("Accept", List.of("text/xml", "*/*;q=0", "nada", ";;;", "application/pdf", "")),
          Map.entry(
              "Accept-Encoding", List.of("gzip", "br", "gzip;q=abc", "identity;q=0", "*;q=0")),
          Map.entry("Accept-Language", List.of("xx", "*;q=9")),
          Map.entry("If-None-Match", List.of("*", "W/\"\"", "nada", "\"a\", \"b\"", "\"")),
          Map.entry("If-Modified-Since", List.of("ayer")),
          Map.entry("Range", List.of("bytes=0-1", "bytes=-", "nada")),
          Map.entry("X-Forwarded-For", List.of("1.2.3.4", "nada", ",,,", "::1", "999.1.1.1", "")),
          Map.entry("X-Forwarded-Host", List.of("evil.example", "a b", "")),
          Map.entry("X-Forwarded-Proto", List.of("https", "nada")),
          Map.entry("Forwarded", List.of("for=\"_x\";proto=;by=")),
          Map.entry("X-HTTP-Method-Override", List.of("DELETE")),
          Map.entry("X-Request-Id", List.of("x".repeat(5_000), "ñ", "<b>", "", "a b")),
          Map.entry("Origin", List.of("https://evil.example", "null", "", "nada")),
          Map.entry("Cookie", List.of("a=b; ;;=", "x".repeat(4_000))),
          Map.entry("Host", List.of("evil.example", "a b", "[::1", "x:99999", "")),
          Map.entry("Referer", List.of("nada")),
          Map.entry("traceparent", List.of("00-0-0-00", "nada")));

  private final Operation operation;
  private final List<Fault> faults = new ArrayList<>();

  private HeaderFaults(Operation operation) {
    this.operation = operation;
  }

  static List<Fault> of(Operation operation) {
    HeaderFaults all = new HeaderFaults(operation);
    all.tokens();
    all.keys();
    ODD.forEach((name, values) -> values.forEach(value -> all.header(name, value, false)));
    all.add("many headers", false, HeaderFaults::putMany);
    all.header("X-Long", "x".repeat(20_000), true);
    return all.faults;
  }

  private void tokens() {
    boolean isGuarded = !operation.isPublic();
    add("no token", isGuarded, draft -> draft.noHeader(AUTHORIZATION));
    NO_TOKENS.forEach(value -> header(AUTHORIZATION, value, isGuarded));
    add("two tokens", false, draft -> draft.anotherHeader(AUTHORIZATION, "Bearer x"));
  }

  private void keys() {
    boolean isRead = operation.isIdempotent();
    for (String key : List.of("x".repeat(256), "a b", "ñ", "", "\t", "x".repeat(9_000))) {
      header("Idempotency-Key", key, isRead && !key.isBlank());
    }
  }

  private void header(String name, String value, boolean isSure) {
    String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    add(name + ": " + shown, isSure, draft -> draft.header(name, value));
  }

  private static void putMany(Draft draft) {
    for (int number = 0; number < 300; number++) {
      draft.anotherHeader("X-" + number, "1");
    }
  }

  private void add(String name, boolean isSure, java.util.function.Consumer<Draft> spoil) {
    faults.add(new Fault(name, isSure, spoil));
  }

  private static String unsigned(String header) {
    return base64(header) + "." + base64("{\"user_id\":1,\"token_type\":\"access\"}") + ".";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
