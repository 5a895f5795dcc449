package io.mostrador.platform.mail;

/**
 * A message for one person.
 *
 * @param text for programs that show plain text
 * @param html the same, for those that show more
 */
public record Mail(String to, String subject, String text, String html) {}
