package flowgauge.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils good inputs at random, the same way for the same seed. */
final class Mutations {
  private static final int LONGEST = 1 << 14;
  private static final List<byte[]> TOKENS =
      FuzzTarget.texts(
          "",
          "0",
          "-1",
          "9223372036854775808",
          "99999999999999999999",
          "1e999",
          "-0",
          "NaN",
          "Infinity",
          "null",
          "true",
          "{}",
          "[]",
          "\"",
          "'",
          "\\",
          "\u0000",
          "\r",
          "\n",
          "\r\n",
          ",",
          ";",
          ":",
          "..",
          "../x",
          "/",
          "//",
          "%00",
          "\u00e9",
          "\uFEFF",
          "\uD83D\uDE00",
          "=",
          "--",
          " ",
          "\t",
          "<script>",
          "\u001b[2K",
          "18446744073709551616",
          "0x10",
          "1_0",
          "\u0663");

  private final Random random;
  private final List<byte[]> seeds;

  Mutations(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  /** The next input. */
  byte[] next() {
    byte[] input = pick(seeds);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      input = spoil(input);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] spoil(byte[] in) {
    int at = in.length == 0 ? 0 : random.nextInt(in.length);
    int end = at + (in.length == 0 ? 0 : random.nextInt(Math.min(32, in.length - at)));
    return switch (random.nextInt(8)) {
      case 0 -> join(in, 0, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
      case 1 -> join(in, 0, at, new byte[0], end);
      case 2 -> join(in, 0, at, pick(TOKENS), at);
      case 3 -> join(in, 0, at, pick(TOKENS), end);
      case 4 -> join(in, 0, end, Arrays.copyOfRange(in, at, end), end);
      case 5 -> Arrays.copyOf(in, at);
      case 6 -> {
        byte[] other = pick(seeds);
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        yield join(in, 0, at, Arrays.copyOfRange(other, from, other.length), in.length);
      }
      default -> {
        byte[] digits =
            Long.toString(random.nextLong() >>> random.nextInt(64))
                .getBytes(StandardCharsets.US_ASCII);
        yield join(in, 0, at, digits, Math.min(in.length, at + random.nextInt(digits.length + 1)));
      }
    };
  }

  private static byte[] join(byte[] in, int from, int to, byte[] middle, int rest) {
    int tail = Math.min(rest, in.length);
    byte[] out = new byte[to - from + middle.length + in.length - tail];
    System.arraycopy(in, from, out, 0, to - from);
    System.arraycopy(middle, 0, out, to - from, middle.length);
    System.arraycopy(in, tail, out, to - from + middle.length, in.length - tail);
    return out;
  }

  private byte[] pick(List<byte[]> all) {
    return all.get(random.nextInt(all.size()));
  }
}
