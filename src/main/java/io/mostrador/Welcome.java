package io.mostrador;

import io.mostrador.platform.settings.Settings;
import java.io.PrintWriter;

/** Tells whoever started the server where to look. */
final class Welcome {

  private Welcome() {}

  /**
   * @param startedInNanos from the command to the first answer
   */
  static void print(PrintWriter out, Settings settings, long startedInNanos) {
    String base = "http://localhost:" + settings.http().port();
    out.printf("%nMostrador answers after %.1f s.%n%n", startedInNanos / 1e9);
    out.printf("  API          %s/api/v1/%n", base);
    out.printf("  Reference    %s/docs/%n", base);
    out.printf(
        "  Health       http://%s:%d/health/ready%n",
        settings.http().managementHost(), settings.http().managementPort());
    if (settings.database().url().isEmpty()) {
      out.printf("  Data         %s%n", settings.dataDir());
    }
    if (settings.demo()) {
      printDemo(out, base);
    }
    out.flush();
  }

  private static void printDemo(PrintWriter out, String base) {
    out.printf("%n  Demo users (password %s):%n", DemoShop.PASSWORD);
    out.printf("    %-22s ADMIN%n", DemoShop.ADMIN);
    out.printf("    %-22s CASHIER%n", DemoShop.CASHIER);
    out.printf("    %-22s INVESTOR%n", DemoShop.INVESTOR);
    out.printf("%n  Try:%n");
    out.printf(
        """
            TOKEN=$(curl -s %1$s/api/v1/auth/token/ -H 'Content-Type: application/json' \\
              -d '{"username": "%2$s", "password": "%3$s"}' | sed 's/.*"access":"\\([^"]*\\)".*/\\1/')
            curl -s "%1$s/api/v1/products/?q=casco&page_size=2" -H "Authorization: Bearer $TOKEN"
        %n\
        """,
        base, DemoShop.CASHIER, DemoShop.PASSWORD);
  }
}
