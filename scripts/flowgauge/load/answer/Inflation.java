package flowgauge.load.answer;

import flowgauge.load.answer.ResponseHead.Coding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A body that was compressed, whole: gzip or deflate. */
final class Inflation {
  private static final int PIECE = 16 << 10;

  /** Takes what was inflated, piece by piece. */
  interface Piece {
    /** Whether it wants more. */
    boolean take(byte[] b, int from, int length);
  }

  private Inflation() {}

  /** The whole at once: on the event loop, so a bound on the body is one of time too. */
  static void inflate(ByteArrayOutputStream compressed, Coding coding, Piece piece)
      throws IOException {
    byte[] b = new byte[PIECE];
    byte[] all = compressed.toByteArray();
    Inflater inflater = new Inflater(!zlib(all));
    try (InputStream in =
        coding == Coding.GZIP
            ? new GZIPInputStream(new ByteArrayInputStream(all))
            : new InflaterInputStream(new ByteArrayInputStream(all), inflater)) {
      boolean more = true;
      for (int n = in.read(b); n > 0 && more; n = in.read(b)) {
        more = piece.take(b, 0, n);
      }
    } finally {
      inflater.end();
    }
  }

  /** Some servers send deflate without zlib's two bytes (RFC 9110 8.4.1.2). */
  private static boolean zlib(byte[] b) {
    return b.length >= 2 && (b[0] & 0x0f) == 8 && ((b[0] & 0xff) << 8 | b[1] & 0xff) % 31 == 0;
  }
}
