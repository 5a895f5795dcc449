package io.mostrador.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would send. */
public final class RawHttp {

  private static final int ANSWER_WITHIN_MILLIS = 1_500;

  private final URI base;

  public RawHttp(URI base) {
    this.base = base;
  }

  /** Sends, and hangs up before anything can be answered; with a reset when {@code isAbrupt}. */
  public void abandon(String request, boolean isAbrupt) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      if (isAbrupt) {
        socket.setSoLinger(true, 0);
      }
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** All that is answered until the server closes, or is silent for a while. */
  public String send(String request) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      byte[] part = new byte[8192];
      for (int read = socket.getInputStream().read(part);
          read >= 0;
          read = socket.getInputStream().read(part)) {
        answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException silent) {
      return answer.toString();
    } catch (IOException broken) {
      if (answer.isEmpty()) {
        throw new UncheckedIOException(broken);
      }
    }
    return answer.toString();
  }
}
