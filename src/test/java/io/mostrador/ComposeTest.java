package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mostrador.platform.settings.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} names settings that there are, and files that there are. */
class ComposeTest {

  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
    return compose.get("services");
  }

  @SuppressWarnings("unchecked")
  private static Set<String> variables(Map<String, Object> service) {
    return ((Map<String, Object>) service.getOrDefault("environment", Map.of())).keySet();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> environment(String service) throws IOException {
    return (Map<String, Object>) services().get(service).get("environment");
  }

  /** Fixed, so that neither has to be looked up when the other is made anew. */
  @SuppressWarnings("unchecked")
  private static String addressInFront(String service) throws IOException {
    var networks = (Map<String, Map<String, String>>) services().get(service).get("networks");
    return networks.get("front").get("ipv4_address");
  }

  @Test
  void every_setting_in_it_is_one_of_the_server() throws IOException {
    Set<String> known =
        Stream.of(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    Set<String> used =
        services().values().stream()
            .flatMap(service -> variables(service).stream())
            .filter(name -> name.startsWith(Setting.PREFIX))
            .collect(Collectors.toSet());
    assertThat(used).hasSizeGreaterThan(5).isSubsetOf(known);
  }

  @Test
  void two_nodes_stand_behind_the_proxy_and_trust_it() throws IOException {
    String proxy = Files.readString(Path.of("deploy/nginx.conf"));
    List<String> nodes =
        services().keySet().stream().filter(name -> name.startsWith("node-")).toList();
    assertThat(nodes)
        .hasSize(2)
        .allSatisfy(
            node -> {
              assertThat(proxy).contains("server " + addressInFront(node) + ":8080");
              assertThat(environment(node).get("MOSTRADOR_TRUSTED_PROXIES"))
                  .isEqualTo(addressInFront("nginx") + "/32");
            });
  }

  @Test
  void compose_takes_it() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/docker-compose")));
    ProcessBuilder config =
        new ProcessBuilder("docker-compose", "--profile", "cluster", "config")
            .redirectErrorStream(true);
    Map.of(
            "POSTGRES_PASSWORD", "p",
            "MOSTRADOR_JWT_SECRET", "s",
            "MOSTRADOR_ADMIN_USERNAME", "a",
            "MOSTRADOR_ADMIN_PASSWORD", "b")
        .forEach(config.environment()::put);
    Process run = config.start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(said).isZero();
    assertThat(said).contains("node-a", "node-b", "nginx");
  }
}
