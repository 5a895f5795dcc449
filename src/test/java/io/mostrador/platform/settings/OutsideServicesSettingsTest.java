package io.mostrador.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutsideServicesSettingsTest {

  private static final Map<String, String> STORAGE =
      Map.of(
          "MOSTRADOR_S3_ENDPOINT", "https://s3.example/",
          "MOSTRADOR_S3_REGION", "us-east-1",
          "MOSTRADOR_S3_BUCKET", "fotos",
          "MOSTRADOR_S3_ACCESS_KEY", "llave",
          "MOSTRADOR_S3_SECRET_KEY", "secreto",
          "MOSTRADOR_S3_PUBLIC_BASE_URL", "https://fotos.example/tienda/");

  private static final Map<String, String> MAIL =
      Map.of(
          "MOSTRADOR_SMTP_HOST", "smtp.example",
          "MOSTRADOR_SMTP_USERNAME", "tienda",
          "MOSTRADOR_SMTP_PASSWORD", "secreta",
          "MOSTRADOR_SMTP_FROM", "tienda@example.com");

  private static final Map<String, String> PRODUCTION =
      Map.of(
          "MOSTRADOR_ENV", "production",
          "MOSTRADOR_DATABASE_URL", "postgresql://u:p@db.example:5432/shop",
          "MOSTRADOR_REDIS_URL", "redis://redis.example:6379",
          "MOSTRADOR_JWT_SECRET", "a-secret-of-more-than-thirty-two-characters");

  private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** The variables that the start complains about. */
  private static List<String> problems(Map<String, String> environment) {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> Settings.read(environment));
    return refused == null
        ? List.of()
        : refused.problems().stream().map(problem -> problem.replaceFirst(" .*", "")).toList();
  }

  @Test
  void without_settings_there_is_no_storage_and_no_mail_server() {
    Settings settings = Settings.read(Map.of());
    assertThat(settings.storage()).isEmpty();
    assertThat(settings.mail()).isEmpty();
  }

  @Test
  void a_storage_that_is_set_is_read_and_shows_no_secret() {
    StorageSettings storage = Settings.read(STORAGE).storage().orElseThrow();
    assertThat(storage.endpoint()).hasToString("https://s3.example");
    assertThat(storage.publicBaseUrl()).hasToString("https://fotos.example/tienda");
    assertThat(storage.toString()).doesNotContain("secreto");
  }

  @Test
  void half_a_storage_is_refused_with_what_is_missing() {
    Map<String, String> half = new HashMap<>(STORAGE);
    half.remove("MOSTRADOR_S3_REGION");
    half.put("MOSTRADOR_S3_SECRET_KEY", "");
    assertThat(problems(half))
        .containsExactlyInAnyOrder("MOSTRADOR_S3_REGION", "MOSTRADOR_S3_SECRET_KEY");
    assertThat(problems(merged(STORAGE, Map.of("MOSTRADOR_S3_ENDPOINT", "s3.example"))))
        .containsExactly("MOSTRADOR_S3_ENDPOINT");
    assertThat(problems(merged(STORAGE, Map.of("MOSTRADOR_S3_BUCKET", "fotos/2026"))))
        .containsExactly("MOSTRADOR_S3_BUCKET");
  }

  @Test
  void a_mail_server_that_is_set_is_read_and_shows_no_password() {
    MailSettings mail = Settings.read(MAIL).mail().orElseThrow();
    assertThat(mail.port()).isEqualTo(587);
    assertThat(mail.tls()).isEqualTo(MailSettings.Tls.STARTTLS);
    assertThat(mail.toString()).doesNotContain("secreta");
  }

  @Test
  void half_a_mail_server_is_refused_with_what_is_missing() {
    Map<String, String> noSender = new HashMap<>(MAIL);
    noSender.remove("MOSTRADOR_SMTP_FROM");
    Map<String, String> noPassword = new HashMap<>(MAIL);
    noPassword.remove("MOSTRADOR_SMTP_PASSWORD");
    Map<String, String> noHost = new HashMap<>(MAIL);
    noHost.remove("MOSTRADOR_SMTP_HOST");
    assertThat(problems(noSender)).containsExactly("MOSTRADOR_SMTP_FROM");
    assertThat(problems(noPassword)).containsExactly("MOSTRADOR_SMTP_USERNAME");
    assertThat(problems(noHost)).containsExactly("MOSTRADOR_SMTP_HOST");
    assertThat(problems(merged(MAIL, Map.of("MOSTRADOR_SMTP_TLS", "ssl"))))
        .containsExactly("MOSTRADOR_SMTP_TLS");
  }

  @Test
  void production_needs_a_mail_server_and_no_password_in_the_open() {
    assertThat(problems(PRODUCTION)).containsExactly("MOSTRADOR_SMTP_HOST");
    Map<String, String> open = Map.of("MOSTRADOR_SMTP_TLS", "none");
    Map<String, String> complete = merged(PRODUCTION, MAIL);
    assertThat(problems(complete)).isEmpty();
    assertThat(problems(merged(complete, open))).containsExactly("MOSTRADOR_SMTP_TLS");
    Map<String, String> relay =
        MAIL.entrySet().stream()
            .filter(setting -> setting.getKey().matches(".*(HOST|FROM)"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(problems(merged(merged(PRODUCTION, relay), open))).isEmpty();
  }
}
