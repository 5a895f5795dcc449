package io.mostrador.faults;

import io.mostrador.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One node runs HTTP alone and asks the other's domains over the shared bus. */
final class SplitNodesIT extends TwoNodes {

  private static final String HAZELCAST =
      """
      <hazelcast xmlns="http://www.hazelcast.com/schema/config">
        <cluster-name>%1$s</cluster-name>
        <network>
          <port auto-increment="false">%2$d</port>
          <interfaces enabled="true"><interface>127.0.0.1</interface></interfaces>
          <join>
            <multicast enabled="false"/>
            <tcp-ip enabled="true">
              <member>127.0.0.1:%3$d</member>
              <member>127.0.0.1:%4$d</member>
            </tcp-ip>
          </join>
        </network>
        <multimap name="__vertx.subs">
          <backup-count>1</backup-count>
          <value-collection-type>SET</value-collection-type>
        </multimap>
      </hazelcast>
      """;

  @Override
  List<Node> nodes(Map<String, String> settings) {
    String name = "mostrador-" + UUID.randomUUID();
    int one = FreePort.next();
    int other = FreePort.next();
    Map<String, String> clustered = new HashMap<>(settings);
    clustered.put("MOSTRADOR_CLUSTER", "true");
    Map<String, String> onlyHttp = new HashMap<>(clustered);
    onlyHttp.put("MOSTRADOR_VERTICLES", "http");
    return List.of(
        new Node(onlyHttp, hazelcast(name, one, one, other)),
        new Node(clustered, hazelcast(name, other, one, other)));
  }

  private static List<String> hazelcast(String name, int own, int one, int other) {
    Path file = Form.FOLDER.resolve("hazelcast-" + own + ".xml").toAbsolutePath();
    try {
      Files.createDirectories(Form.FOLDER);
      Files.writeString(file, HAZELCAST.formatted(name, own, one, other));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return List.of("-Dvertx.hazelcast.config=" + file);
  }
}
