package io.mostrador.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One state of one thing: no other thing and no other state has the same.
 *
 * @param text sixteen characters of which nobody can tell an order
 */
public record Revision(String text) {

  private static final int BYTES = 12;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16}");

  public Revision {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no revision: " + text);
    }
  }

  /**
   * Equal for equal parts, on every node.
   *
   * @param parts what tells the thing and its state from all others; nulls count, too
   */
  public static Revision of(Object... parts) {
    String name = Stream.of(parts).map(String::valueOf).collect(Collectors.joining("/"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new Revision(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
