package io.mostrador.platform.postgres;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads {@code postgresql://user:password@host:port/name}. */
public final class ServerAddress {

  private static final int DEFAULT_PORT = 5432;

  private ServerAddress() {}

  public static PgConnectOptions parse(URI url) {
    String[] user = url.getRawUserInfo() == null ? new String[0] : url.getRawUserInfo().split(":");
    return new PgConnectOptions()
        .setHost(url.getHost())
        .setPort(url.getPort() < 0 ? DEFAULT_PORT : url.getPort())
        .setDatabase(url.getPath().length() > 1 ? url.getPath().substring(1) : "mostrador")
        .setUser(user.length > 0 ? decoded(user[0]) : "mostrador")
        .setPassword(user.length > 1 ? decoded(user[1]) : "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
