package io.mostrador.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear refusal in the contract's form, and changes nothing. */
class InputIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();

  private static String product(String fields) {
    return "{\"sku\": \"IN-" + UUID.randomUUID() + "\", \"name\": \"x\", " + fields + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nada",
        "{\"a\": 1,}",
        "[1, 2",
        "{\"a\": 1} {\"b\": 2}",
        "\"",
        "{\"a\": NaN}",
        "{'a': 1}",
        "{\"name\": \"a\", \"name\": \"b\"}"
      })
  void what_is_no_json_is_a_parse_error(String body) {
    admin.send("POST", "/products/", body).isRefused(400, "parse_error");
  }

  @Test
  void json_of_thirty_thousand_levels_is_a_parse_error() {
    admin
        .send("POST", "/products/", "[".repeat(30_000) + "]".repeat(30_000))
        .isRefused(400, "parse_error");
    admin.send("POST", "/products/", "{\"a\":".repeat(30_000)).isRefused(400, "parse_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "12", "\"text\"", "null", "true"})
  void json_that_is_no_object_is_invalid_as_a_whole(String body) {
    admin.send("POST", "/products/", body).isInvalid("non_field_errors");
  }

  @Test
  void an_empty_body_counts_as_an_empty_object_and_names_every_missing_field() {
    JsonObject fields = admin.send("POST", "/products/", null).isRefused(400, "invalid").json();
    assertThat(fields.getJsonObject("fields").fieldNames())
        .contains("sku", "name", "default_price");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "9223372036854775808",
        "10000000000",
        "1.005",
        "\"NaN\"",
        "\"Infinity\"",
        "\"diez\"",
        "\"1,5\"",
        "true",
        "null",
        "[]",
        "{}",
        "-1",
        "\"\"",
        "\"1e999999999\""
      })
  void amounts_that_are_none_or_do_not_fit_are_named(String amount) {
    admin
        .send("POST", "/products/", product("\"default_price\": " + amount))
        .isInvalid("default_price");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e1001"})
  void numbers_that_would_fill_the_memory_are_no_json_of_ours(String number) {
    admin
        .send("POST", "/products/", product("\"default_price\": " + number))
        .isRefused(400, "parse_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"  \""})
  void text_that_no_database_takes_is_named(String text) {
    admin
        .send(
            "POST", "/products/", "{\"sku\": \"S\", \"default_price\": 1, \"name\": " + text + "}")
        .isInvalid("name");
  }

  @Test
  void text_is_trimmed_and_a_number_is_taken_as_text() {
    String sku = " N-" + UUID.randomUUID() + " ";
    JsonObject product =
        admin
            .send(
                "POST",
                "/products/",
                "{\"sku\": \"" + sku + "\", \"name\": 12, \"default_price\": 1.5}")
            .is(201)
            .json();
    assertThat(product.getString("sku")).isEqualTo(sku.strip());
    assertThat(product.getString("name")).isEqualTo("12");
    assertThat(product.getString("default_price")).isEqualTo("1.50");
  }

  @Test
  void text_that_is_too_long_is_named() {
    admin
        .send(
            "POST",
            "/products/",
            product("\"default_price\": 1, \"brand_label\": \"" + "x".repeat(81) + "\""))
        .isInvalid("brand_label");
  }

  @Test
  void keys_that_are_not_known_or_not_the_clients_are_ignored() {
    String body =
        product(
            "\"default_price\": 1, \"id\": \"00000000-0000-4000-8000-000000000000\","
                + " \"investor_assignable_qty\": \"99\", \"role\": \"ADMIN\", \"nada\": {}");
    JsonObject product = admin.send("POST", "/products/", body).is(201).json();
    assertThat(product.getString("id")).isNotEqualTo("00000000-0000-4000-8000-000000000000");
    assertThat(product.getString("investor_assignable_qty")).isEqualTo("0.00");
  }

  @Test
  void wildcards_in_a_search_are_letters() {
    String part = UUID.randomUUID().toString().substring(0, 8);
    admin
        .send(
            "POST",
            "/products/",
            "{\"sku\": \"W-" + part + "\", \"name\": \"100%_" + part + "\", \"default_price\": 1}")
        .is(201);
    assertThat(admin.get("/products/?q=100%25_" + part).is(200).results()).hasSize(1);
    assertThat(admin.get("/products/?q=1%25_" + part).is(200).results()).isEmpty();
    assertThat(admin.get("/products/?q=_00%25_" + part).is(200).results()).isEmpty();
    assertThat(admin.get("/products/?q=%5C" + part).is(200).results()).isEmpty();
    admin.get("/products/?q=" + "x".repeat(101)).isInvalid("q");
  }

  @Test
  void unreadable_parameters_are_named_and_bad_ids_in_a_path_are_not_found() {
    admin.get("/products/?brand=LS2").isInvalid("brand");
    admin.get("/products/LS2/").isRefused(404, "not_found");
    admin.get("/products/1-1-1-1-1/").isRefused(404, "not_found");
    admin.get("/nowhere/").isRefused(404, "not_found");
  }

  @Test
  void paths_answer_with_and_without_their_last_slash() {
    assertThat(admin.get("/brands").is(200).json()).isEqualTo(admin.get("/brands/").json());
    admin.get("/products/" + UUID.randomUUID()).isRefused(404, "not_found");
  }

  @Test
  void a_method_that_a_path_does_not_know_is_refused_with_those_it_knows() {
    Answer answer = admin.send("PUT", "/products/", "{}").isRefused(405, "method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    admin.delete("/sales/").isRefused(405, "method_not_allowed");
  }

  @Test
  void a_head_is_a_get_without_its_body() {
    Answer get = admin.get("/brands/").is(200);
    Answer head = admin.send("HEAD", "/brands/", null).is(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Length"))
        .isEqualTo("" + get.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
  }

  @Test
  void only_json_is_read() {
    admin
        .with("Content-Type", "text/plain")
        .send("POST", "/brands/", "name=x")
        .isRefused(415, "unsupported_media_type");
    admin
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/brands/", "name=x")
        .isRefused(415, "unsupported_media_type");
  }

  @Test
  void a_form_is_not_taken_for_an_empty_body() {
    String form = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ny\r\n--x--\r\n";
    for (String method : List.of("PUT", "PATCH")) {
      admin
          .with("Content-Type", "multipart/form-data; boundary=x")
          .send(method, "/brands/" + UUID.randomUUID() + "/", form)
          .isRefused(415, "unsupported_media_type");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/brands/%/",
        "/brands/%zz",
        "/brands/?q=%",
        "/brands/?%zz",
        "/%u0041/",
        "/brands/?q=%1"
      })
  void a_percent_sign_that_escapes_nothing_is_refused(String target) {
    String answer =
        new RawHttp(application.base())
            .send(
                "GET /api/v1"
                    + target
                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: "
                    + admin.header("Authorization")
                    + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid\"");
  }

  @Test
  void a_body_over_the_limit_is_refused_before_it_is_read() {
    String large = "{\"name\": \"" + "x".repeat(300_000) + "\"}";
    admin.send("POST", "/brands/", large).isRefused(413, "payload_too_large");
  }

  @Test
  void a_line_or_headers_that_are_too_long_are_refused_with_a_body() {
    RawHttp raw = new RawHttp(application.base());
    assertThat(raw.send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 414.*")
        .contains("\"code\":\"uri_too_long\"");
    assertThat(
            raw.send(
                "GET /api/v1/brands/ HTTP/1.1\r\nHost: x\r\nX-A: "
                    + "x".repeat(20_000)
                    + "\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 431.*")
        .contains("\"code\":\"headers_too_large\"");
    assertThat(raw.send("nonsense\r\n\r\n")).matches("(?s)HTTP/1.[01] 400.*\"code\".*");
  }

  @Test
  void a_second_request_is_never_read_out_of_a_body() {
    String smuggled = "GET /api/v1/brands/ HTTP/1.1\r\nHost: x\r\n\r\n";
    String answers =
        new RawHttp(application.base())
            .send(
                "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + "2\r\n{}\r\n0\r\n\r\n"
                    + smuggled);
    assertThat(answers).startsWith("HTTP/1.1 400");
    assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(2);
  }

  @Test
  void an_expectation_that_nobody_meets_is_refused() {
    String answer =
        new RawHttp(application.base())
            .send(
                "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Expect: nada\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(answer).startsWith("HTTP/1.1 417").contains("\"code\":\"expectation_failed\"");
  }

  @Test
  void a_line_break_in_a_header_makes_no_second_header() {
    Answer answer =
        application
            .anonymous()
            .with("X-Request-Id", "a%0d%0aX-Evil: 1")
            .get(application.base() + "/health/")
            .is(200);
    assertThat(answer.header("X-Evil")).isEmpty();
    assertThat(answer.header("X-Request-Id")).doesNotContain("%");
    String raw =
        new RawHttp(application.base())
            .send(
                "GET /health/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "X-Request-Id: a\rX-Evil: 1\r\n\r\n");
    assertThat(raw.lines().map(String::strip)).noneMatch(line -> line.startsWith("X-Evil"));
  }

  @Test
  void an_idempotency_key_is_visible_ascii() {
    for (String key : List.of("x".repeat(256), "a b", "ñ")) {
      String answer =
          new RawHttp(application.base())
              .send(
                  "POST /api/v1/brands/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                      + admin.header("Authorization")
                      + "\r\nIdempotency-Key: "
                      + key
                      + "\r\nContent-Length: 0\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("Idempotency-Key");
    }
  }

  @Test
  void every_answer_carries_the_headers_that_keep_browsers_safe() {
    Answer answer = admin.get("/brands/").is(200);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Request-Id")).isNotBlank();
  }

  @Test
  void a_forwarded_address_from_a_stranger_is_ignored() {
    String link =
        admin
            .with("X-Forwarded-Host", "evil.example")
            .with("X-Forwarded-Proto", "https")
            .get("/product-types/?page_size=1")
            .is(200)
            .json()
            .getString("next");
    assertThat(link).startsWith(application.base().toString());
  }
}
