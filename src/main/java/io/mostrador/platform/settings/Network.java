package io.mostrador.platform.settings;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;

/** What an address says about who can listen in. Names are never looked up. */
final class Network {

  private static final int SHORTEST_PREFIX_V4 = 8;
  private static final int SHORTEST_PREFIX_V6 = 32;

  private Network() {}

  /** This machine. */
  static boolean isLoopback(String host) {
    InetAddress address = address(host);
    return host.equals("localhost") || (address != null && address.isLoopbackAddress());
  }

  /**
   * This machine, its private network, or a name without a dot, which only such a network knows.
   */
  static boolean isPrivate(String host) {
    InetAddress address = address(host);
    return address == null
        ? !host.contains(".") || host.endsWith(".internal") || host.endsWith(".local")
        : address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || (address.getAddress()[0] & 0xfe) == 0xfc; // fc00::/7, unique local
  }

  /** Null for a name. */
  private static InetAddress address(String host) {
    String bare = host.replaceAll("^\\[|]$", "");
    return NetUtil.createInetAddressFromIpAddressString(bare);
  }

  /** Whether a web address is read by nobody on its way. */
  static boolean isSafeWeb(URI address) {
    return "https".equals(address.getScheme())
        || (address.getHost() != null && isLoopback(address.getHost()));
  }

  /** Whether a range of proxies takes in strangers. */
  static boolean isTooWide(String cidr) {
    String[] parts = cidr.split("/");
    if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}")) {
      return true;
    }
    int shortest = NetUtil.isValidIpV4Address(parts[0]) ? SHORTEST_PREFIX_V4 : SHORTEST_PREFIX_V6;
    return Integer.parseInt(parts[1]) < shortest;
  }
}
