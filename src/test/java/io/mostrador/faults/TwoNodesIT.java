package io.mostrador.faults;

import java.util.List;
import java.util.Map;

/** Each node runs everything, and they share only PostgreSQL and Redis. */
final class TwoNodesIT extends TwoNodes {

  @Override
  List<Node> nodes(Map<String, String> settings) {
    return List.of(new Node(settings), new Node(settings));
  }
}
