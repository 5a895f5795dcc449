package io.mostrador.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Files of a contract, one after the other with a line {@code %%} between them. With the other
 * tests it only rereads {@code ContractFuzzTestInputs}; to look for new ones:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest='ContractFuzzTest#merge'
 * }</pre>
 */
class ContractFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void merge(byte[] bytes) {
    String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\n%%\n", 3);
    Map<String, String> files = new HashMap<>();
    files.put("openapi.yaml", texts[0]);
    for (int number = 1; number < texts.length; number++) {
      files.put("part" + number + ".yaml", texts[number]);
    }
    JsonObject merged;
    try {
      merged = Contract.merge(files::get);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).contains("openapi/");
      return;
    }
    for (Object file : merged.getJsonArray("x-files", new JsonArray())) {
      Object tree =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(files.get((String) file));
      JsonObject alone = new JsonObject(Json.encode(tree));
      alone
          .getJsonObject("paths", new JsonObject())
          .fieldNames()
          .forEach(path -> assertThat(merged.getJsonObject("paths").containsKey(path)).isTrue());
    }
  }
}
