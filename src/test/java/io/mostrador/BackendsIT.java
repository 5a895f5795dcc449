package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.settings.Setting;
import io.mostrador.platform.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackendsIT {

  private static final String ELSEWHERE = "postgresql://mostrador:secret@127.0.0.1:1/mostrador";

  @TempDir private Path folder;

  private Settings with(Map<Setting, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put(Setting.DATA_DIR.variable(), folder.resolve("data").toString());
    settings.forEach((setting, value) -> environment.put(setting.variable(), value));
    return Settings.read(environment);
  }

  @Test
  void a_command_that_is_given_a_database_starts_nothing_of_its_own() {
    try (Backends backends =
        Backends.startDatabase(with(Map.of(Setting.DATABASE_URL, ELSEWHERE)))) {
      assertThat(backends.postgres().getPort()).isEqualTo(1);
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void a_server_that_is_given_a_database_starts_only_its_redis() {
    try (Backends backends = Backends.start(with(Map.of(Setting.DATABASE_URL, ELSEWHERE)))) {
      assertThat(backends.postgres().getPort()).isEqualTo(1);
      assertThat(backends.redis().getHost()).isEqualTo("127.0.0.1");
      assertThat(folder.resolve("data/redis")).exists();
      assertThat(folder.resolve("data/postgresql")).doesNotExist();
      assertThat(folder.resolve("data/programs/postgresql")).doesNotExist();
    }
  }
}
