package flowgauge.record.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Forms CSV rows of whole numbers in a byte array; one thread only. */
final class RowBuffer {
  private static final int SIZE = 1 << 16;
  private static final int LONGEST_ROW = 512;
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private final OutputStream out;
  private final byte[] bytes = new byte[SIZE];
  private int at;

  RowBuffer(OutputStream out) {
    this.out = out;
  }

  /** An empty field where the value is negative. */
  void number(long value) {
    if (value >= 0) {
      if (value <= Integer.MAX_VALUE) {
        digits((int) value);
      } else {
        digits(value);
      }
    }
    bytes[at++] = ',';
  }

  /** A moment, below 0 where it lies ahead of time zero. */
  void moment(long us) {
    if (us < Sample.ABSENT) {
      bytes[at++] = '-';
      number(-us);
    } else {
      number(us);
    }
  }

  void text(byte[] value) {
    System.arraycopy(value, 0, bytes, at, value.length);
    at += value.length;
    bytes[at++] = ',';
  }

  /** Ends the row in place of its last comma. */
  void end() throws IOException {
    bytes[at - 1] = '\n';
    if (at > SIZE - LONGEST_ROW) {
      flush();
    }
  }

  void line(String text) throws IOException {
    flush();
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void flush() throws IOException {
    out.write(bytes, 0, at);
    at = 0;
  }

  // Two digits at a time from the right: half the divisions, the writer's largest cost.
  private void digits(int value) {
    int length = length(value);
    int i = at + length;
    at = i;
    int rest = value;
    while (rest >= 100) {
      int quotient = rest / 100;
      int pair = (rest - quotient * 100) << 1;
      bytes[--i] = PAIRS[pair + 1];
      bytes[--i] = PAIRS[pair];
      rest = quotient;
    }
    if (rest >= 10) {
      bytes[--i] = PAIRS[2 * rest + 1];
      bytes[--i] = PAIRS[2 * rest];
    } else {
      bytes[--i] = (byte) ('0' + rest);
    }
  }

  private void digits(long value) {
    long high = value / 1_000_000_000;
    int low = (int) (value - high * 1_000_000_000);
    if (high <= Integer.MAX_VALUE) {
      digits((int) high);
    } else {
      digits(high);
    }
    for (int i = at + 8; i >= at; i--) {
      bytes[i] = (byte) ('0' + low % 10);
      low /= 10;
    }
    at += 9;
  }

  private static int length(int value) {
    if (value < 100_000) {
      if (value < 100) {
        return value < 10 ? 1 : 2;
      }
      return value < 1_000 ? 3 : value < 10_000 ? 4 : 5;
    }
    if (value < 10_000_000) {
      return value < 1_000_000 ? 6 : 7;
    }
    return value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;
  }
}
