package io.mostrador.platform.settings;

import static io.mostrador.platform.settings.Setting.*;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges settings that the server accepts, but that no deployment should have. */
public final class UnsafeSettings {

  /** Of a secret, as a power of ten: random text of 32 hexadecimal digits needs far more. */
  private static final double FEWEST_GUESSES = 24;

  private static final int MOST_FAILED_LOGINS_A_MINUTE = 60;
  private static final int SECONDS_A_MINUTE = 60;
  private static final Map<String, Setting> GUESSES =
      Map.of(
          "login", RATE_LIMIT_LOGIN,
          "login_user", RATE_LIMIT_LOGIN_USER,
          "pin_login", RATE_LIMIT_PIN_LOGIN);

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  private UnsafeSettings(Settings settings) {
    this.settings = settings;
  }

  /** In the order of {@link Setting}. */
  public static List<Finding> of(Settings settings) {
    UnsafeSettings unsafe = new UnsafeSettings(settings);
    unsafe.judgeMode();
    unsafe.judgeAddresses();
    unsafe.judgeBrowsersAndProxies();
    unsafe.judgeData();
    unsafe.judgeSecrets();
    unsafe.judgeLimits();
    unsafe.judgeStorageAndMail();
    return unsafe.findings.stream()
        .sorted(java.util.Comparator.comparing(Finding::setting))
        .toList();
  }

  private void found(boolean isUnsafe, Setting setting, String wrong, String should) {
    if (isUnsafe) {
      findings.add(new Finding(setting, wrong, should));
    }
  }

  private void judgeMode() {
    found(!settings.production(), ENV, "development accepts unsafe settings", "production");
    found(settings.demo(), DEMO, "demo users have a known password", "false");
    found(
        settings.nodes().cluster(),
        CLUSTER,
        "nodes tell each other who is signed in, without encryption",
        "false, unless the network of the nodes is theirs alone");
  }

  private void judgeAddresses() {
    Settings.Http http = settings.http();
    found(
        !Network.isPrivate(http.managementHost()),
        MANAGEMENT_HOST,
        "health and metrics listen on " + http.managementHost(),
        "127.0.0.1 or an address of the private network");
    if (http.publicBaseUrl().isEmpty()) {
      found(true, PUBLIC_BASE_URL, "links repeat the host that a client claims", "https://…");
    } else {
      judgeWeb(PUBLIC_BASE_URL, http.publicBaseUrl());
    }
    judgeWeb(FRONTEND_BASE_URL, http.frontendBaseUrl());
  }

  private void judgeWeb(Setting setting, String address) {
    found(!address.startsWith("https://"), setting, address + " is not encrypted", "https://…");
  }

  private void judgeBrowsersAndProxies() {
    for (String origin : settings.http().corsOrigins()) {
      found(
          origin.contains("*"), CORS_ORIGINS, origin + " lets every page call", "the shop's pages");
      found(origin.startsWith("http:"), CORS_ORIGINS, origin + " is not encrypted", "https://…");
    }
    found(
        settings.http().trustedProxies().isEmpty()
            && settings.http().publicBaseUrl().startsWith("https://"),
        TRUSTED_PROXIES,
        "https needs a proxy, and all clients of one that is not named count as one",
        "the addresses of the proxies");
    for (String range : settings.http().trustedProxies()) {
      found(
          Network.isTooWide(range),
          TRUSTED_PROXIES,
          range + " lets strangers say which address they have",
          "the addresses of the proxies");
    }
  }

  private void judgeData() {
    settings
        .database()
        .url()
        .ifPresentOrElse(
            server -> judgeServer(DATABASE_URL, server),
            () -> found(true, DATABASE_URL, "the embedded one is for trying out", "a PostgreSQL"));
    settings
        .redisUrl()
        .ifPresentOrElse(
            server -> judgeServer(REDIS_URL, server),
            () -> found(true, REDIS_URL, "the embedded one is for trying out", "a Redis"));
  }

  private void judgeServer(Setting setting, URI server) {
    found(
        !Network.isPrivate(server.getHost()),
        setting,
        "data and password travel to " + server.getHost() + " without TLS",
        "an address of the private network, or of a tunnel on this machine");
    boolean hasPassword = server.getUserInfo() != null && server.getUserInfo().matches(".*:.+");
    found(
        !hasPassword && !Network.isLoopback(server.getHost()),
        setting,
        "no password, on another machine",
        "with one");
  }

  private void judgeSecrets() {
    String secret = settings.security().jwtSecret();
    if (settings.security().isDevelopmentSecret()) {
      found(true, JWT_SECRET, "everybody knows the default", "a random secret of your own");
    } else {
      found(
          new Zxcvbn().measure(secret).getGuessesLog10() < FEWEST_GUESSES,
          JWT_SECRET,
          "can be guessed",
          "random, as from: openssl rand -base64 48");
    }
    found(
        settings.security().adminPassword().isPresent(),
        ADMIN_PASSWORD,
        "stays readable in the environment",
        "taken out once the first administrator is there");
  }

  private void judgeLimits() {
    found(!settings.rateLimits().on(), RATE_LIMITS, "passwords can be tried without end", "on");
    GUESSES.forEach(
        (bucket, setting) -> {
          Rate rate = settings.rateLimits().buckets().get(bucket);
          found(
              (long) rate.count() * SECONDS_A_MINUTE
                  > (long) MOST_FAILED_LOGINS_A_MINUTE * rate.seconds(),
              setting,
              "lets secrets be tried more than once a second",
              MOST_FAILED_LOGINS_A_MINUTE + "/min or less");
        });
  }

  private void judgeStorageAndMail() {
    Optional<StorageSettings> storage = settings.storage();
    storage.ifPresent(
        bucket -> {
          found(
              !Network.isSafeWeb(bucket.endpoint()),
              S3_ENDPOINT,
              bucket.endpoint() + " is not encrypted",
              "https://…");
          found(
              !Network.isSafeWeb(bucket.publicBaseUrl()),
              S3_PUBLIC_BASE_URL,
              bucket.publicBaseUrl() + " is not encrypted",
              "https://…");
        });
    settings
        .mail()
        .ifPresentOrElse(
            server ->
                found(
                    server.tls() == MailSettings.Tls.NONE && !Network.isLoopback(server.host()),
                    SMTP_TLS,
                    "links for new passwords travel in the open",
                    "starttls or tls"),
            () ->
                found(true, SMTP_HOST, "links for new passwords are in the log", "a mail server"));
  }
}
