package io.mostrador.platform.http.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The one content coding that we speak. */
final class Gzip {

  static final String NAME = "gzip";

  private static final String ANY = "*";

  /** What fits one packet is not sent sooner for being smaller. */
  private static final int LEAST_BYTES = 1_000;

  private Gzip() {}

  /** Empty where it is not worth while. */
  static Optional<byte[]> smaller(byte[] plain) {
    return plain.length < LEAST_BYTES
        ? Optional.empty()
        : Optional.of(of(plain)).filter(packed -> packed.length < plain.length);
  }

  static byte[] of(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 32);
    try (GZIPOutputStream gzip = new Best(bytes)) {
      gzip.write(plain);
    } catch (IOException memoryDoesNotFail) {
      throw new UncheckedIOException(memoryDoesNotFail);
    }
    return bytes.toByteArray();
  }

  /**
   * Whether a client takes it.
   *
   * @param acceptEncoding null when it did not say
   */
  static boolean isAccepted(String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    if (acceptEncoding.equals(NAME)) {
      return true;
    }
    boolean isOtherwise = false;
    for (String item : acceptEncoding.split(",")) {
      String[] parts = item.split(";");
      String coding = parts[0].strip();
      if (coding.equalsIgnoreCase(NAME) || coding.equalsIgnoreCase("x-gzip")) {
        return !isRefused(parts);
      }
      if (coding.equals(ANY)) {
        isOtherwise = !isRefused(parts);
      }
    }
    return isOtherwise;
  }

  /** As in {@code gzip;q=0}. */
  private static boolean isRefused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].replace(" ", "").matches("[qQ]=0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }

  /** Made once and sent often, so it is worth the most effort. */
  private static final class Best extends GZIPOutputStream {
    Best(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
