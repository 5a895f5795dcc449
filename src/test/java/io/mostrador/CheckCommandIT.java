package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.testing.FreePort;
import io.mostrador.testing.TestServices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandIT {

  private static final String SECRET = "q7Vd2mXr9LwK4tZs8BnH1cYf6GpJ3eRa5TuNo0iM";

  private static int check(Map<String, String> environment, StringWriter out) {
    return CheckCommand.check(environment, new PrintWriter(out, true));
  }

  /** Of a database that does not answer. */
  private static Map<String, String> safe() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MOSTRADOR_ENV", "production");
    environment.put(
        "MOSTRADOR_DATABASE_URL", "postgresql://u:p@127.0.0.1:" + FreePort.next() + "/shop");
    environment.put("MOSTRADOR_REDIS_URL", "redis://:p@10.0.0.4:6379");
    environment.put("MOSTRADOR_JWT_SECRET", SECRET);
    environment.put("MOSTRADOR_SMTP_HOST", "smtp.example.com");
    environment.put("MOSTRADOR_SMTP_FROM", "tienda@example.com");
    environment.put("MOSTRADOR_PUBLIC_BASE_URL", "https://api.example.com");
    environment.put("MOSTRADOR_FRONTEND_BASE_URL", "https://tienda.example.com");
    environment.put("MOSTRADOR_TRUSTED_PROXIES", "10.0.0.9/32");
    return environment;
  }

  @Test
  void safe_settings_pass_and_a_database_that_is_away_is_skipped_with_a_word() {
    StringWriter out = new StringWriter();
    assertThat(check(safe(), out)).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("database skipped: 127.0.0.1 does not answer", "nothing unsafe found");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ENV, development, accepts unsafe
          MANAGEMENT_HOST, 0.0.0.0, metrics
          MANAGEMENT_HOST, 203.0.113.9, metrics
          PUBLIC_BASE_URL, '', client claims
          PUBLIC_BASE_URL, http://api.example.com, not encrypted
          FRONTEND_BASE_URL, http://tienda.example.com, not encrypted
          CORS_ORIGINS, *, every page
          CORS_ORIGINS, 'https://a.example,http://b.example', http://b.example
          TRUSTED_PROXIES, '', count as one
          TRUSTED_PROXIES, 0.0.0.0/0, strangers
          TRUSTED_PROXIES, '10.0.0.0/8,::/0', ::/0
          REDIS_URL, redis://:p@redis.example.com:6379, without TLS
          REDIS_URL, redis://redis:6379, no password
          DATABASE_URL, postgresql://u:p@203.0.113.7:1/shop, without TLS
          JWT_SECRET, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, guessed
          JWT_SECRET, passwordpasswordpasswordpasswordpassword, guessed
          CLUSTER, true, without encryption
          RATE_LIMITS, off, without end
          RATE_LIMIT_LOGIN, 2/s, more than once a second
          RATE_LIMIT_PIN_LOGIN, 61/min, more than once a second
          SMTP_TLS, none, in the open
          """)
  void what_is_unsafe_is_named_in_one_line(String setting, String value, String wrong) {
    Map<String, String> environment = safe();
    environment.put("MOSTRADOR_" + setting, value);
    StringWriter out = new StringWriter();
    assertThat(check(environment, out)).isEqualTo(1);
    List<String> named =
        out.toString().lines().filter(line -> line.startsWith("MOSTRADOR_")).toList();
    assertThat(named)
        .singleElement()
        .asString()
        .startsWith("MOSTRADOR_" + setting + ": ")
        .contains(wrong, "; should be ");
    assertThat(out.toString()).doesNotContain(SECRET).contains("1 found");
  }

  @Test
  void a_storage_that_is_not_encrypted_and_a_password_left_behind_are_named() {
    Map<String, String> environment = safe();
    environment.put("MOSTRADOR_S3_ENDPOINT", "http://s3.example.com");
    environment.put("MOSTRADOR_S3_PUBLIC_BASE_URL", "http://fotos.example.com");
    environment.put("MOSTRADOR_S3_REGION", "us-east-1");
    environment.put("MOSTRADOR_S3_BUCKET", "fotos");
    environment.put("MOSTRADOR_S3_ACCESS_KEY", "llave");
    environment.put("MOSTRADOR_S3_SECRET_KEY", "secreto");
    environment.put("MOSTRADOR_ADMIN_USERNAME", "rosa");
    environment.put("MOSTRADOR_ADMIN_PASSWORD", "no-se-muestra");
    StringWriter out = new StringWriter();
    assertThat(check(environment, out)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "MOSTRADOR_S3_ENDPOINT", "MOSTRADOR_S3_PUBLIC_BASE_URL", "MOSTRADOR_ADMIN_PASSWORD")
        .contains("3 found")
        .doesNotContain("secreto", "no-se-muestra");
  }

  @Test
  void settings_that_the_server_refuses_are_named_as_it_would() {
    Map<String, String> environment = safe();
    environment.remove("MOSTRADOR_DATABASE_URL");
    environment.put("MOSTRADOR_JWT_SECRET", "short");
    StringWriter out = new StringWriter();
    assertThat(check(environment, out)).isEqualTo(1);
    assertThat(out.toString())
        .contains("MOSTRADOR_DATABASE_URL should", "MOSTRADOR_JWT_SECRET should", "2 found");
  }

  @Test
  void the_defaults_are_for_trying_out() {
    StringWriter out = new StringWriter();
    assertThat(check(Map.of(), out)).isEqualTo(1);
    assertThat(out.toString())
        .contains("MOSTRADOR_JWT_SECRET: everybody knows", "database skipped: the embedded one");
  }

  @Test
  void demo_users_in_the_database_are_named() {
    URI database = TestServices.get().newDatabase();
    Map<String, String> environment = safe();
    environment.put("MOSTRADOR_DATABASE_URL", database.toString());
    environment.put("MOSTRADOR_REDIS_URL", TestServices.get().redisUrl().toString());
    environment.put("MOSTRADOR_EVENT_LOOPS", "1");
    StringWriter before = new StringWriter();
    assertThat(check(environment, before)).isZero();
    assertThat(before.toString()).doesNotContain("skipped");

    try (Offline offline =
        Offline.open(io.mostrador.platform.settings.Settings.read(environment))) {
      assertThat(offline.fillDemo()).isTrue();
      StringWriter out = new StringWriter();
      assertThat(check(environment, out)).isEqualTo(1);
      assertThat(out.toString())
          .contains("demo user admin", "demo user ana@example.com", "demo user ines@example.com")
          .contains("3 found");
    }
  }
}
