package io.mostrador.domain.accounts;

import io.mostrador.platform.mail.Mail;
import io.mostrador.platform.mail.MailTemplate;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a password mail proves to have been read with.
 *
 * @param secret 256 random bits
 */
record ResetToken(String secret) {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ResetToken random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ResetToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty for what is no {@code uid} of a link. */
  static Optional<Integer> userId(String uid) {
    try {
      byte[] digits = Base64.getUrlDecoder().decode(uid);
      return Optional.of(Integer.valueOf(new String(digits, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The link leads to the page at {@code frontendBaseUrl}. */
  Mail mailTo(User user, MailTemplate template, String frontendBaseUrl) {
    String name = user.firstName().isEmpty() ? user.username() : user.firstName();
    String link =
        "%s/restablecer-contrasena?uid=%s&token=%s"
            .formatted(frontendBaseUrl.replaceFirst("/+$", ""), uid(user.id()), secret);
    return template.mailTo(user.email(), Map.of("name", name, "link", link));
  }

  private static String uid(int userId) {
    byte[] digits = Integer.toString(userId).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digits);
  }
}
