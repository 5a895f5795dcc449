package io.mostrador.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, String text) {

  /** Asserts the status. */
  @CanIgnoreReturnValue
  public Answer is(int expected) {
    assertThat(status).as(() -> "status of " + text).isEqualTo(expected);
    return this;
  }

  /** Asserts a refusal in the contract's form. */
  @CanIgnoreReturnValue
  public Answer isRefused(int expectedStatus, String code) {
    is(expectedStatus);
    assertThat(json().getString("code")).as(text).isEqualTo(code);
    assertThat(json().getString("detail")).as(text).isNotBlank();
    assertThat(json().getJsonObject("fields")).as(text).isNotNull();
    return this;
  }

  /** Asserts 400 {@code invalid} that names {@code field}. */
  @CanIgnoreReturnValue
  public Answer isInvalid(String field) {
    isRefused(400, "invalid");
    assertThat(json().getJsonObject("fields").fieldNames()).as(text).contains(field);
    return this;
  }

  public JsonObject json() {
    return new JsonObject(text);
  }

  public JsonArray array() {
    return new JsonArray(text);
  }

  public String id() {
    return json().getString("id");
  }

  /** The rows of a page. */
  public List<JsonObject> results() {
    return json().getJsonArray("results").stream().map(JsonObject.class::cast).toList();
  }

  /** Empty without the header. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
