package io.mostrador.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that nobody listens on, below the range from which the kernel hands out its own. */
public final class FreePort {

  private static final int FIRST = 12_000;
  private static final int LAST = 22_000;

  private static final AtomicInteger candidates =
      new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 37 % (LAST - FIRST - 500)));

  private FreePort() {}

  public static int next() {
    for (int tries = 0; tries < LAST - FIRST; tries++) {
      int port = candidates.getAndIncrement();
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
