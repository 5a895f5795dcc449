package io.mostrador.platform.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** Every setting of the server: an environment variable, its default and what it means. */
public enum Setting {
  ENV("development", "development or production; production refuses unsafe settings at start"),
  HTTP_HOST("0.0.0.0", "address that the API listens on"),
  HTTP_PORT("8080", "port of the API"),
  MANAGEMENT_HOST("127.0.0.1", "address of health checks and metrics; not for the public"),
  MANAGEMENT_PORT("8081", "port of /health/live, /health/ready and /metrics"),
  PUBLIC_BASE_URL("", "scheme and host in links to pages; empty: as the client asked"),
  FRONTEND_BASE_URL("http://localhost:3000", "where the link of a password mail leads"),
  CORS_ORIGINS("", "origins that browsers may call from, comma separated; empty: none"),
  TRUSTED_PROXIES("", "CIDR ranges whose X-Forwarded-* headers count, comma separated"),
  MAX_CONNECTIONS("10000", "open HTTP connections a node"),
  MAX_CONNECTIONS_PER_ADDRESS("6000", "open HTTP connections of one client address"),
  REQUEST_SECONDS(
      "10", "for a request's head, and for its body, to arrive; slower ones are cut off"),
  DATABASE_URL("", "postgresql://user:password@host:port/name; empty: the embedded PostgreSQL"),
  DATABASE_POOL_SIZE("4", "connections for transactions, for each event loop"),
  DATABASE_READ_URL("", "a standby of it, for public reads and reports; empty: none"),
  DATABASE_READ_LAG_SECONDS("10", "further behind the standby is not asked"),
  SLOW_STATEMENT_MS("200", "SQL statements that take longer are logged, without their values"),
  REDIS_URL("", "redis://[:password@]host:port; empty: the embedded Redis"),
  DATA_DIR("data", "folder of the embedded PostgreSQL and Redis"),
  DEMO("false", "true: fill an empty shop with demo data, the same as --demo"),
  JWT_SECRET("", "key that signs tokens, at least 32 characters; needed in production"),
  ADMIN_USERNAME("", "makes the first ADMIN when there is none"),
  ADMIN_PASSWORD("", "password of that first ADMIN"),
  TIME_ZONE("America/Mexico_City", "zone whose days and months the shop means"),
  EVENT_LOOPS("0", "threads that serve requests; 0: one for each core"),
  VERTICLES("", "what this node runs, comma separated, as in http,catalog; empty: everything"),
  CLUSTER("false", "true: join the nodes of the private network into one event bus"),
  LOG_LEVEL("INFO", "how much is logged: ERROR, WARN, INFO or DEBUG"),
  LOG_FORMAT("auto", "json or text; auto: text in development, json in production"),
  OTLP_ENDPOINT("", "collector of traces, as in http://localhost:4318; empty: no traces"),
  TRACE_PERCENT("100", "of the traces that begin here; those of clients go on as they said"),
  RATE_LIMITS("on", "on or off"),
  RATE_LIMIT_ANONYMOUS("60/min", "requests without a token, by address"),
  RATE_LIMIT_USER("300/min", "requests of one user"),
  RATE_LIMIT_PUBLIC_CATALOG("120/min", "reads of the public catalogue, by address"),
  RATE_LIMIT_PASSWORD_RESET("5/h", "requests for a password mail, by address"),
  RATE_LIMIT_PIN_LOGIN("10/min", "failed PIN logins, by address"),
  RATE_LIMIT_LOGIN("10/min", "failed logins, by address"),
  RATE_LIMIT_LOGIN_USER("5/min", "failed logins and PINs, by user and address"),
  CATALOG_CACHE_MEGABYTES("64", "memory for ready answers of the public catalogue"),
  CATALOG_CACHE_SECONDS("15", "how old an answer may be when a message was lost"),
  CATALOG_MAX_AGE_SECONDS("15", "Cache-Control of the public catalogue: max-age, for browsers"),
  CATALOG_SHARED_MAX_AGE_SECONDS("60", "the same: s-maxage, for caches on the way"),
  CATALOG_STALE_SECONDS("30", "the same: stale-while-revalidate"),
  MAX_DISCOUNT_PCT("50", "most that a manual discount and a loyalty promotion take off together"),
  MEDIA_PURGE_DAYS("30", "days until the files of a deleted image are removed"),
  S3_ENDPOINT("", "https://host[:port] of the object storage for images; empty: no uploads"),
  S3_REGION("", "region that requests to the object storage are signed for"),
  S3_BUCKET("", "bucket of the images; its name follows the endpoint in the path"),
  S3_ACCESS_KEY("", "key that may put, get, list and delete objects of the bucket"),
  S3_SECRET_KEY("", "secret of that key"),
  S3_PUBLIC_BASE_URL("", "where browsers read the images: this, a slash and the object's key"),
  SMTP_HOST("", "mail server; empty: mails are only logged, which production refuses"),
  SMTP_PORT("587", "port of the mail server"),
  SMTP_USERNAME("", "who signs in to the mail server; empty: nobody"),
  SMTP_PASSWORD("", "password of that user"),
  SMTP_FROM("", "sender of the mails, as in Mostrador <tienda@example.com>"),
  SMTP_TLS("starttls", "starttls, tls (from the first byte) or none"),
  /** One for each domain; {@link #INSTANCES_PREFIX} followed by its name. */
  INSTANCES_DOMAIN("1", "verticle instances of a domain, as in MOSTRADOR_INSTANCES_CATALOG");

  public static final String PREFIX = "MOSTRADOR_";
  static final String INSTANCES_PREFIX = PREFIX + "INSTANCES_";

  private final String byDefault;
  private final String meaning;

  Setting(String byDefault, String meaning) {
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  /** The environment variable. */
  public String variable() {
    return this == INSTANCES_DOMAIN ? INSTANCES_PREFIX + "<DOMAIN>" : PREFIX + name();
  }

  public String byDefault() {
    return byDefault;
  }

  public String meaning() {
    return meaning;
  }

  static Optional<Setting> of(String variable) {
    return Stream.of(values()).filter(setting -> setting.variable().equals(variable)).findFirst();
  }
}
