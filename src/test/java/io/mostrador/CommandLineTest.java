package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.settings.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void the_help_of_serve_lists_every_setting_with_its_default() {
    assertThat(run("serve", "--help")).isZero();
    for (Setting setting : Setting.values()) {
      assertThat(out.toString()).contains(setting.variable()).contains(setting.byDefault());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "migrate",
        "check",
        "create-admin",
        "seed-demo",
        "verify-audit",
        "rehearse"
      })
  void every_command_explains_itself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: mostrador " + command);
  }

  @Test
  void a_command_that_is_none_is_refused() {
    assertThat(run("sell")).isNotZero();
    assertThat(err.toString()).contains("sell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sales 100",
        "--days 30",
        "--seed 7",
        "--products 0 --sales 100",
        "--products -1",
        "--products 5 --sales -1",
        "--products 5 --days 0"
      })
  void a_history_that_cannot_be_made_is_refused_before_anything_is_done(String options) {
    assertThat(run(("seed-demo " + options).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains("--products").contains("Usage: mostrador seed-demo");
    assertThat(out.toString()).isEmpty();
  }
}
