package io.mostrador.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.RawHttp;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is outside the contract, or hardly HTTP at all, is refused in its form or not at all. */
class ProtocolIT {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final String CLOSE = "Host: x\r\nConnection: close\r\n";
  private static final String SMUGGLED = "GET /api/v1/brands/ HTTP/1.1\r\nHost: x\r\n\r\n";

  private final TestApplication application = TestApplication.shared();
  private final RawHttp raw = new RawHttp(application.base());

  @AfterEach
  void the_server_goes_on() {
    application.anonymous().get(application.base() + "/health").is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nada",
        "//",
        "//api//v1//brands/",
        "/api/v1",
        "/api/v1/",
        "/api/v1/../v1/brands/",
        "/api/v1/%2e%2e/%2e%2e/etc/passwd",
        "/docs/../../etc/passwd",
        "/docs/%2e%2e/%2e%2e/pom.xml",
        "/docs/..%5c..%5cpom.xml",
        "/docs/%00",
        "/docs/%",
        "/api/v1/brands;a=b/",
        "/api/v1/brands/;jsessionid=1",
        "/api/v1/public/catalog/%00/",
        "/api/v1/public/catalog/?q=%",
        "/api/v1/openapi.json/x",
        "/health%zz",
        "/%c0%ae%c0%ae/",
        "http://evil.example/nada",
        "http://",
        "nada",
        "*",
        "?",
        "/api/v1/brands/#x",
        "/metrics",
        "/health/ready"
      })
  void a_target_that_leads_nowhere_is_refused(String target) {
    String answer = raw.send("GET " + target + " HTTP/1.1\r\n" + CLOSE + "\r\n");
    assertSound(answer);
    assertThat(answer).doesNotContain("root:", "<project", "200 OK");
  }

  @Test
  void a_target_may_name_its_host() {
    String answer = raw.send("GET http://x/health HTTP/1.1\r\n" + CLOSE + "\r\n");
    assertSound(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TRACE", "CONNECT", "get", "Get", "PROPFIND", "FOO", "OPTIONS", "HEADER", "GE T"})
  void a_method_that_nobody_knows_is_refused_and_nothing_is_echoed(String method) {
    for (String target : List.of("/api/v1/brands/", "/health", "x:443", "/")) {
      String answer =
          raw.send(method + " " + target + " HTTP/1.1\r\nX-Secret: abc123\r\n" + CLOSE + "\r\n");
      assertSound(answer);
      assertThat(answer).doesNotContain("200 OK", "abc123");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/1.0\r\n\r\n",
        "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /api/v1/public/catalog/ HTTP/1.0\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/0.9\r\n\r\n",
        "GET /health HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET /health HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /health HTTP/1.1x\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\nHost: x\nConnection: close\n\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "\u0000\u0000\u0000\u0000\r\n\r\n"
      })
  void another_version_or_protocol_breaks_nothing(String request) {
    assertSound(raw.send(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A: 1\r\n folded: 2",
        "X-A : 1",
        " X-A: 1",
        "nada",
        ": 1",
        "X-A: a\u0000b",
        "X-A: a\rb",
        "X\u00f1: 1",
        "Content-Length: abc",
        "Content-Length: -1",
        "Content-Length: +1",
        "Content-Length: 1, 2",
        "Content-Length: 0\r\nContent-Length: 5",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: nada",
        "Transfer-Encoding: identity",
        "Expect: nada",
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
        "Upgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
        "Connection: keep-alive, Upgrade, close, nada",
        "Cookie: =;;=\u0001",
        "Range: bytes=0-0,1-1,2-2"
      })
  void odd_headers_break_nothing(String headers) {
    for (String line : List.of("GET /health", "POST /api/v1/auth/token/", "GET /api/v1/brands/")) {
      assertSound(raw.send(line + " HTTP/1.1\r\n" + CLOSE + headers + "\r\n\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
        "Content-Length: 2\r\n\r\n{}\r\n"
      })
  void a_second_request_is_not_read_out_of_a_body_with_two_lengths(String rest) {
    String answer = raw.send("POST /api/v1/auth/token/ HTTP/1.1\r\n" + CLOSE + rest + SMUGGLED);
    assertSound(answer);
    assertThat(statuses(answer)).as(answer).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void a_body_that_is_announced_is_asked_for() {
    String answer =
        raw.send(
            "POST /api/v1/auth/token/ HTTP/1.1\r\n"
                + CLOSE
                + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 2\r\n\r\n{}");
    assertThat(statuses(answer).get(0)).as(answer).isEqualTo(100);
    assertThat(answer).contains("HTTP/1.1 400 ", "\"username\"");
  }

  @Test
  void garbage_after_a_request_costs_only_itself() {
    String answer = raw.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n\u0001\u0002 garbage\r\n\r\n");
    assertThat(statuses(answer)).as(answer).containsExactly(200, 400);
    assertSound(answer);
  }

  /** Refusals have the form of the contract; silence is allowed where the request did not end. */
  private static void assertSound(String answer) {
    for (int status : statuses(answer)) {
      assertThat(status).as(answer).isLessThan(500);
      if (status >= 400) {
        assertThat(answer).containsIgnoringCase("content-type: application/json");
        assertThat(answer).contains("\"code\":\"", "\"detail\":\"", "\"fields\":");
      }
    }
  }

  private static List<Integer> statuses(String answer) {
    return STATUS.matcher(answer).results().map(each -> Integer.valueOf(each.group(1))).toList();
  }
}
