package flowgauge.analyze.samples;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at once, as a word with the first of them lowest, and the number that the
 * digits in it make. Sources: D. Lemire, "Quickly parsing eight digits" (2018), for the value; H.
 * S. Warren, Hacker's Delight, 6-1, for the first byte of a kind.
 */
final class Digits {
  /** How many a word holds. */
  static final int MOST = 8;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH_BYTE = 0x0101010101010101L;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  static long word(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  /** How many digits a word begins with. */
  static int count(long word) {
    long values = word ^ '0' * EACH_BYTE;
    // only a byte that is no digit carries into the next one
    long others = (values + 0x76 * EACH_BYTE | values) & 0x80 * EACH_BYTE;
    return Long.numberOfTrailingZeros(others) / Byte.SIZE;
  }

  /**
   * A number that goes on: {@code before} and then the digits that a word begins with.
   *
   * @param digits how many, 0 to 8
   */
  static long append(long before, long word, int digits) {
    return digits == 0 ? before : before * POWERS[digits] + value(word, digits);
  }

  private static long value(long word, int digits) {
    long eight = (word ^ '0' * EACH_BYTE) << Byte.SIZE * (MOST - digits);
    long pairs = eight * 10 + (eight >>> 8);
    long high = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
    long low = (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32));
    return high + low >>> 32;
  }
}
