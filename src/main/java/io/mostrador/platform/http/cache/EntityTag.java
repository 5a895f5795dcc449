package io.mostrador.platform.http.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names the bytes of an answer; equal bytes have equal tags on every node. */
public final class EntityTag {

  private static final int BYTES = 16;
  private static final String ANY = "*";

  private EntityTag() {}

  /** Strong, with its quotes. */
  public static String of(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] part = java.util.Arrays.copyOf(digest, BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(part) + '"';
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** The same content in another coding is other bytes, and so has another strong tag. */
  static String coded(String tag, String coding) {
    return tag.substring(0, tag.length() - 1) + '-' + coding + '"';
  }

  /**
   * Compares weakly, as {@code If-None-Match} does; a tag of ours holds no comma or blank.
   *
   * @param ifNoneMatch a list of tags, or {@code *}
   */
  public static boolean matches(String ifNoneMatch, String tag) {
    if (ifNoneMatch.equals(tag) || ifNoneMatch.strip().equals(ANY)) {
      return true;
    }
    int from = ifNoneMatch.indexOf(tag);
    while (from >= 0) {
      if (isWhole(ifNoneMatch, from, from + tag.length())) {
        return true;
      }
      from = ifNoneMatch.indexOf(tag, from + 1);
    }
    return false;
  }

  /** Whether it is a list item and not a part of one. */
  private static boolean isWhole(String list, int from, int to) {
    int start = list.startsWith("W/", from - 2) ? from - 2 : from;
    String before = list.substring(0, start).stripTrailing();
    String after = list.substring(to).stripLeading();
    return (before.isEmpty() || before.endsWith(",")) && (after.isEmpty() || after.startsWith(","));
  }
}
