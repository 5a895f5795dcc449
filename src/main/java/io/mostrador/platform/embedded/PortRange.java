package io.mostrador.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports one kind of server may use, both ends included; all below 32768, where systems begin to
 * hand out ports to outgoing connections.
 */
record PortRange(int first, int last) {

  private static final int TRIES = 200;

  /** The port the folder had before, if it is still free, so that an address noted down stays. */
  int choose(ClaimedFolder folder, String keptIn) {
    Optional<Integer> kept =
        folder.read(keptIn).filter(text -> text.matches("\\d{5}")).map(Integer::valueOf);
    if (kept.filter(this::includes).filter(PortRange::isFree).isPresent()) {
      return kept.get();
    }
    int port = anyFree();
    folder.write(keptIn, Integer.toString(port));
    return port;
  }

  private boolean includes(int port) {
    return first <= port && port <= last;
  }

  private int anyFree() {
    return ThreadLocalRandom.current()
        .ints(TRIES, first, last + 1)
        .filter(PortRange::isFree)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedServicesException(
                    "No free port between "
                        + first
                        + " and "
                        + last
                        + " on 127.0.0.1: stop programs that listen there."));
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
