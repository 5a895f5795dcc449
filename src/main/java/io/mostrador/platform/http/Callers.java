package io.mostrador.platform.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Looks through the proxies that we trust, and through no others, at who calls and under which
 * name.
 */
public final class Callers {

  private final List<IpSubnetFilterRule> trusted;
  private final String publicBaseUrl;

  /**
   * Throws {@link IllegalArgumentException} for what is no CIDR range.
   *
   * @param trustedProxies as in {@code 10.0.0.0/8}
   * @param publicBaseUrl scheme and host for links; empty: as the caller named us
   */
  public Callers(List<String> trustedProxies, String publicBaseUrl) {
    this.trusted = trustedProxies.stream().map(Callers::range).toList();
    this.publicBaseUrl = publicBaseUrl;
  }

  /** Absolute, under the name that the caller knows us by. */
  String url(HttpServerRequest request) {
    return base(request) + request.uri();
  }

  /** Scheme and host of {@link #url}, without a final slash. */
  String base(HttpServerRequest request) {
    if (!publicBaseUrl.isEmpty()) {
      return publicBaseUrl;
    }
    String host = comesThroughProxy(request) ? request.getHeader("X-Forwarded-Host") : null;
    String name = host == null ? request.getHeader(HttpHeaders.HOST) : host;
    return (isSecure(request) ? "https://" : "http://") + name;
  }

  /** The rightmost hop that is no proxy of ours. */
  String address(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !isTrusted(peer)) {
      return peer;
    }
    String[] hops = forwarded.split(",");
    String address = peer;
    for (int hop = hops.length - 1; hop >= 0 && isTrusted(address); hop--) {
      String next = hops[hop].strip();
      if (!NetUtil.isValidIpV4Address(next) && !NetUtil.isValidIpV6Address(next)) {
        break;
      }
      address = next;
    }
    return address;
  }

  /** Whether the client's side of the proxy speaks TLS. */
  boolean isSecure(HttpServerRequest request) {
    return request.isSSL()
        || (comesThroughProxy(request) && "https".equals(request.getHeader("X-Forwarded-Proto")));
  }

  private boolean comesThroughProxy(HttpServerRequest request) {
    return !trusted.isEmpty() // the usual case costs nothing
        && request.remoteAddress() != null
        && isTrusted(request.remoteAddress().hostAddress());
  }

  private boolean isTrusted(String address) {
    if (trusted.isEmpty() || address.isEmpty()) {
      return false;
    }
    InetSocketAddress socket =
        new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 0);
    return trusted.stream().anyMatch(range -> range.matches(socket));
  }

  private static IpSubnetFilterRule range(String cidr) {
    String[] parts = cidr.split("/");
    boolean isAddress =
        NetUtil.isValidIpV4Address(parts[0]) || NetUtil.isValidIpV6Address(parts[0]);
    if (parts.length != 2 || !isAddress || !parts[1].matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(cidr);
    }
    return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
  }
}
