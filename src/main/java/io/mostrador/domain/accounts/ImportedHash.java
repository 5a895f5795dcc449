package io.mostrador.domain.accounts;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Checks hashes of the form {@code pbkdf2_sha256$iterations$salt$hash} that were imported. */
final class ImportedHash {

  private static final String PREFIX = "pbkdf2_sha256$";
  private static final int BITS = 256;
  private static final int MOST_ITERATIONS = 2_000_000;

  boolean isOne(String hash) {
    return hash.startsWith(PREFIX);
  }

  /** False for a hash that is no such one, too. */
  boolean matches(String secret, String hash) {
    String[] parts = hash.split("\\$");
    if (parts.length != 4 || !parts[1].matches("[0-9]{1,7}")) {
      return false;
    }
    int iterations = Math.min(Integer.parseInt(parts[1]), MOST_ITERATIONS);
    byte[] computed = derive(secret, parts[2], iterations);
    return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts[3]));
  }

  private static byte[] derive(String secret, String salt, int iterations) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(
              secret.toCharArray(),
              salt.getBytes(java.nio.charset.StandardCharsets.UTF_8),
              iterations,
              BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
