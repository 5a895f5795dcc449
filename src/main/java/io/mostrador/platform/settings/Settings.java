package io.mostrador.platform.settings;

import static io.mostrador.platform.settings.Setting.*;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the environment decides, checked once at start. */
public record Settings(
    boolean production,
    boolean demo,
    boolean jsonLogs,
    Path dataDir,
    ZoneId zone,
    Nodes nodes,
    Http http,
    Database database,
    Optional<URI> redisUrl,
    Security security,
    RateLimits rateLimits,
    Catalog catalog,
    Loyalty loyalty,
    Traces traces,
    Optional<StorageSettings> storage,
    Optional<MailSettings> mail) {

  private static final String DEVELOPMENT_SECRET =
      "mostrador-development-secret-not-for-production";
  private static final int SHORTEST_SECRET = 32;

  /** Which verticles run on this node, and how many of each. */
  public record Nodes(
      int eventLoops, List<String> verticles, Map<String, Integer> instances, boolean cluster) {

    public boolean runs(String verticle) {
      return verticles.isEmpty() || verticles.contains(verticle);
    }

    public int instancesOf(String domain) {
      return instances.getOrDefault(domain, 1);
    }
  }

  /** Where and for whom the API listens. */
  public record Http(
      String host,
      int port,
      String managementHost,
      int managementPort,
      String publicBaseUrl,
      String frontendBaseUrl,
      List<String> corsOrigins,
      List<String> trustedProxies,
      int maxConnections,
      int maxConnectionsPerAddress,
      int requestSeconds) {}

  /**
   * Where the data is.
   *
   * @param url empty: the embedded PostgreSQL
   * @param poolSize connections for transactions, for each event loop
   * @param slowStatement statements that take longer are logged
   * @param readUrl a standby; empty: none
   * @param mostLag further behind the standby is not asked
   */
  public record Database(
      Optional<URI> url,
      int poolSize,
      Duration slowStatement,
      Optional<URI> readUrl,
      Duration mostLag) {}

  /**
   * Where traces go.
   *
   * @param collector empty: nowhere
   * @param percent of the traces that begin here
   */
  public record Traces(Optional<URI> collector, int percent) {}

  /** What signs tokens, and the first administrator. */
  public record Security(
      String jwtSecret, Optional<String> adminUsername, Optional<String> adminPassword) {

    /** Whether tokens are signed with what everybody can read here. */
    boolean isDevelopmentSecret() {
      return jwtSecret.equals(DEVELOPMENT_SECRET);
    }
  }

  /** How often what may be asked. */
  public record RateLimits(boolean on, Map<String, Rate> buckets) {}

  /** How the public catalogue is kept ready, and its images. */
  public record Catalog(
      int cacheMegabytes,
      int cacheSeconds,
      int maxAgeSeconds,
      int sharedMaxAgeSeconds,
      int staleSeconds,
      int mediaPurgeDays) {}

  /**
   * What rewards may come to.
   *
   * @param maxDiscountPct of a line, together with a discount given by hand
   */
  public record Loyalty(int maxDiscountPct) {}

  /** Throws {@link SettingsException} that names every setting that is wrong. */
  public static Settings read(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    reader.refuseUnknown();
    boolean production = reader.flag(ENV, "production", "development");
    Settings settings =
        new Settings(
            production,
            reader.flag(DEMO, "true", "false"),
            jsonLogs(reader, production),
            Path.of(reader.text(DATA_DIR)).toAbsolutePath(),
            reader.zone(TIME_ZONE),
            nodes(reader),
            http(reader),
            database(reader),
            uri(reader, REDIS_URL, "redis", "redis://:password@host:6379"),
            security(reader, production),
            rateLimits(reader),
            new Catalog(
                reader.integer(CATALOG_CACHE_MEGABYTES, 1, 4096),
                reader.integer(CATALOG_CACHE_SECONDS, 1, 3600),
                reader.integer(CATALOG_MAX_AGE_SECONDS, 0, 86_400),
                reader.integer(CATALOG_SHARED_MAX_AGE_SECONDS, 0, 86_400),
                reader.integer(CATALOG_STALE_SECONDS, 0, 86_400),
                reader.integer(MEDIA_PURGE_DAYS, 1, 3650)),
            new Loyalty(reader.integer(MAX_DISCOUNT_PCT, 1, 100)),
            new Traces(collector(reader), reader.integer(TRACE_PERCENT, 0, 100)),
            StorageSettings.read(reader),
            MailSettings.read(reader));
    settings.refuseUnsafeProduction(reader);
    if (!reader.problems().isEmpty()) {
      throw new SettingsException(reader.problems());
    }
    return settings;
  }

  private static Database database(SettingsReader reader) {
    String example = "postgresql://user:password@host:5432/name";
    return new Database(
        uri(reader, DATABASE_URL, "postgresql", example),
        reader.integer(DATABASE_POOL_SIZE, 1, 64),
        Duration.ofMillis(reader.integer(SLOW_STATEMENT_MS, 1, 60_000)),
        uri(reader, DATABASE_READ_URL, "postgresql", example),
        Duration.ofSeconds(reader.integer(DATABASE_READ_LAG_SECONDS, 1, 3600)));
  }

  private static Optional<URI> collector(SettingsReader reader) {
    String scheme = reader.text(OTLP_ENDPOINT).startsWith("https:") ? "https" : "http";
    return uri(reader, OTLP_ENDPOINT, scheme, "http://localhost:4318");
  }

  private static boolean jsonLogs(SettingsReader reader, boolean production) {
    String format = reader.text(LOG_FORMAT);
    if (!List.of("auto", "json", "text").contains(format)) {
      reader.problem(LOG_FORMAT, "should be auto, json or text");
    }
    return format.equals("json") || (format.equals("auto") && production);
  }

  private static Nodes nodes(SettingsReader reader) {
    int loops = reader.integer(EVENT_LOOPS, 0, 256);
    return new Nodes(
        loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
        reader.list(VERTICLES),
        reader.instances(),
        reader.flag(CLUSTER, "true", "false"));
  }

  private static Http http(SettingsReader reader) {
    return new Http(
        reader.text(HTTP_HOST),
        reader.integer(HTTP_PORT, 0, 65535),
        reader.text(MANAGEMENT_HOST),
        reader.integer(MANAGEMENT_PORT, 0, 65535),
        reader.text(PUBLIC_BASE_URL),
        reader.text(FRONTEND_BASE_URL),
        reader.list(CORS_ORIGINS),
        reader.list(TRUSTED_PROXIES),
        reader.integer(MAX_CONNECTIONS, 1, 1_000_000),
        reader.integer(MAX_CONNECTIONS_PER_ADDRESS, 1, 1_000_000),
        reader.integer(REQUEST_SECONDS, 1, 3600));
  }

  private static Security security(SettingsReader reader, boolean production) {
    String secret = reader.text(JWT_SECRET);
    if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
      reader.problem(JWT_SECRET, "should have at least " + SHORTEST_SECRET + " characters");
    }
    if (production && (secret.isEmpty() || secret.equals(DEVELOPMENT_SECRET))) {
      reader.problem(JWT_SECRET, "should be a secret of your own in production");
    }
    Optional<String> username = reader.optional(ADMIN_USERNAME);
    Optional<String> password = reader.optional(ADMIN_PASSWORD);
    if (username.isPresent() != password.isPresent()) {
      reader.problem(ADMIN_USERNAME, "and MOSTRADOR_ADMIN_PASSWORD should be set together");
    }
    return new Security(secret.isEmpty() ? DEVELOPMENT_SECRET : secret, username, password);
  }

  private static RateLimits rateLimits(SettingsReader reader) {
    return new RateLimits(
        reader.flag(RATE_LIMITS, "on", "off"),
        Map.of(
            "anonymous", rate(reader, RATE_LIMIT_ANONYMOUS),
            "user", rate(reader, RATE_LIMIT_USER),
            "public_catalog", rate(reader, RATE_LIMIT_PUBLIC_CATALOG),
            "password_reset", rate(reader, RATE_LIMIT_PASSWORD_RESET),
            "pin_login", rate(reader, RATE_LIMIT_PIN_LOGIN),
            "login", rate(reader, RATE_LIMIT_LOGIN),
            "login_user", rate(reader, RATE_LIMIT_LOGIN_USER)));
  }

  private static Rate rate(SettingsReader reader, Setting setting) {
    return reader.parsed(setting, Rate::parse, "should be a rate, as in 60/min, 5/h or 10/s");
  }

  private static Optional<URI> uri(
      SettingsReader reader, Setting setting, String scheme, String example) {
    return reader.parsed(
        setting,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(checked(URI.create(text), scheme)),
        "should be of the form " + example);
  }

  private static URI checked(URI uri, String scheme) {
    if (!scheme.equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(uri.toString());
    }
    return uri;
  }

  private void refuseUnsafeProduction(SettingsReader reader) {
    if (!production) {
      return;
    }
    if (database.url().isEmpty()) {
      reader.problem(DATABASE_URL, "should name a PostgreSQL in production");
    }
    if (redisUrl.isEmpty()) {
      reader.problem(REDIS_URL, "should name a Redis in production");
    }
    mail.ifPresentOrElse(
        server -> server.refuseOpenPassword(reader),
        () -> reader.problem(SMTP_HOST, "should name a mail server in production"));
    if (demo) {
      reader.problem(DEMO, "should be false in production: demo users have known passwords");
    }
  }
}
