package io.mostrador.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTemplateTest {

  private static final String LINK =
      "https://tienda.example/restablecer-contrasena?uid=MQ&token=a$1b";

  private final MailTemplate template = MailTemplate.load("password-reset");

  @Test
  void the_password_mail_has_a_subject_and_the_link_in_text_and_in_html() {
    Mail mail = template.mailTo("ana@example.com", Map.of("name", "Ana", "link", LINK));
    assertThat(mail.to()).isEqualTo("ana@example.com");
    assertThat(mail.subject()).isEqualTo("Restablece tu contraseña");
    assertThat(mail.text()).startsWith("Hola, Ana:").contains("\n" + LINK + "\n");
    assertThat(mail.html())
        .contains("Hola, Ana:")
        .contains("href=\"" + LINK.replace("&", "&amp;") + "\"")
        .doesNotContain("{{");
  }

  @Test
  void what_people_have_typed_is_no_markup() {
    String name = "<img src=x onerror='alert(1)'>";
    Mail mail = template.mailTo("a@example.com", Map.of("name", name, "link", "\"><b>"));
    assertThat(mail.html())
        .contains("Hola, &lt;img src=x onerror=&#39;alert(1)&#39;&gt;:")
        .contains("href=\"&quot;&gt;&lt;b&gt;\"");
    assertThat(mail.text()).contains(name);
  }

  @Test
  void a_blank_without_value_and_an_unknown_mail_are_mistakes() {
    assertThatThrownBy(() -> template.mailTo("a@example.com", Map.of("name", "Ana")))
        .hasMessageContaining("{{link}}");
    assertThatThrownBy(() -> MailTemplate.load("no-such-mail")).hasMessageContaining("no mail");
  }
}
