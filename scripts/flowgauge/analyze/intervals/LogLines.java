package flowgauge.analyze.intervals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The lines of what a server printed, cut to their first 4,096 bytes: a flow may print a body of
 * any size. What gunicorn says of its workers stands well within.
 */
final class LogLines {
  static final int LONGEST = 4_096;

  private static final int BUFFER = 1 << 16;

  /** Hands over each, as Latin-1, which takes any bytes. */
  static void forEach(Path log, Consumer<String> each) throws IOException {
    byte[] buffer = new byte[BUFFER];
    byte[] line = new byte[LONGEST];
    int length = 0;
    try (InputStream in = Files.newInputStream(log)) {
      for (int count; (count = in.read(buffer)) > 0; ) {
        int from = 0;
        for (int at = 0; at < count; at++) {
          if (buffer[at] == '\n' || buffer[at] == '\r') {
            length = add(buffer, from, at, line, length);
            each.accept(text(line, length));
            length = 0;
            from = at + 1;
          }
        }
        length = add(buffer, from, count, line, length);
      }
    }
    if (length > 0) {
      each.accept(text(line, length));
    }
  }

  /** As much of it as still has room; the line's new length. */
  private static int add(byte[] from, int begin, int end, byte[] line, int length) {
    int room = Math.min(end - begin, line.length - length);
    System.arraycopy(from, begin, line, length, room);
    return length + room;
  }

  private static String text(byte[] line, int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }
}
