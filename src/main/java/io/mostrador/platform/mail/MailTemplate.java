package io.mostrador.platform.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A mail with blanks in it, such as <code>{{link}}</code>: the resources {@code mail/<name>.txt},
 * whose first line is the subject, and {@code mail/<name>.html}.
 */
public final class MailTemplate {

  private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private final String subject;
  private final String text;
  private final String html;

  private MailTemplate(String subject, String text, String html) {
    this.subject = subject;
    this.text = text;
    this.html = html;
  }

  /** Blocks; throws when there is no such template. */
  public static MailTemplate load(String name) {
    String[] subjectAndText = resource(name + ".txt").split("\n\n", 2);
    return new MailTemplate(subjectAndText[0], subjectAndText[1], resource(name + ".html"));
  }

  /**
   * The mail for one person; what people have typed cannot become markup.
   *
   * @param values of all blanks, by name
   */
  public Mail mailTo(String address, Map<String, String> values) {
    return new Mail(
        address,
        subject,
        filled(text, values, UnaryOperator.identity()),
        filled(html, values, MailTemplate::escaped));
  }

  private static String filled(
      String template, Map<String, String> values, UnaryOperator<String> notation) {
    return BLANK
        .matcher(template)
        .replaceAll(
            blank ->
                java.util.regex.Matcher.quoteReplacement(notation.apply(value(blank, values))));
  }

  private static String value(MatchResult blank, Map<String, String> values) {
    String value = values.get(blank.group(1));
    if (value == null) {
      throw new IllegalArgumentException("no value for " + blank.group());
    }
    return value;
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream file =
        MailTemplate.class.getClassLoader().getResourceAsStream("mail/" + name)) {
      if (file == null) {
        throw new IllegalArgumentException("no mail " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
