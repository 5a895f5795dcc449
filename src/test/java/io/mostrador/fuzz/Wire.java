package io.mostrador.fuzz;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection that sends any target and any header, as no client library would; made anew
 * when the server has closed it.
 */
final class Wire implements AutoCloseable {

  /** What came back on it. */
  record Reply(int status, MultiMap headers, Buffer body) {}

  private static final int ANSWER_WITHIN_MILLIS = 12_000;

  private final URI base;
  private Socket socket;
  private InputStream input;

  Wire(URI base) {
    this.base = base;
  }

  /**
   * Sends and waits.
   *
   * @param body null for none
   */
  Reply exchange(String head, Buffer body) throws IOException {
    if (socket == null) {
      socket = new Socket(base.getHost(), base.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      input = new BufferedInputStream(socket.getInputStream());
    }
    boolean isKept = false;
    try {
      write(head, body);
      Reply reply = read();
      isKept = !"close".equalsIgnoreCase(reply.headers().get("Connection"));
      return reply;
    } finally {
      if (!isKept) {
        close();
      }
    }
  }

  /** A server may refuse before it has read all, so a failure to send is none yet. */
  private void write(String head, Buffer body) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(head.getBytes(StandardCharsets.UTF_8));
      if (body != null) {
        bytes.write(body.getBytes());
      }
      socket.getOutputStream().write(bytes.toByteArray());
    } catch (IOException refusedMeanwhile) {
      // the answer tells
    }
  }

  private Reply read() throws IOException {
    String[] first = line().split(" ", 3);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(first[1]);
    return status < 200 ? read() : new Reply(status, headers, body(status, headers));
  }

  private Buffer body(int status, MultiMap headers) throws IOException {
    if (status == 204 || status == 304) {
      return Buffer.buffer();
    }
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return chunks();
    }
    String length = headers.get("Content-Length");
    if (length == null) {
      throw new IOException("an answer without end");
    }
    return exactly(Integer.parseInt(length));
  }

  private Buffer chunks() throws IOException {
    Buffer body = Buffer.buffer();
    while (true) {
      int length = Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
      body.appendBuffer(exactly(length));
      String end = line();
      if (length == 0) {
        return end.isEmpty() ? body : body.appendString(end);
      }
    }
  }

  private Buffer exactly(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("half an answer");
    }
    return Buffer.buffer(bytes);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = input.read(); each != '\n'; each = input.read()) {
      if (each < 0) {
        throw new EOFException("closed");
      }
      line.append((char) each);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
