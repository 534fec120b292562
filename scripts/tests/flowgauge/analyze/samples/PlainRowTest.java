package flowgauge.analyze.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.SampleCsv;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read eight bytes at once is what stands there, and nothing else is taken for a row. */
class PlainRowTest {
  private static final int COLUMNS = SampleCsv.columns().size();
  private static final int REUSED = SampleCsv.columns().indexOf("reused");
  private static final int OUTCOME = SampleCsv.columns().indexOf("outcome");
  private static final int PHASE = SampleCsv.columns().indexOf("phase");
  private static final int BEFORE = 3;
  private static final int MORE_THAN_A_ROW = 1_000;

  private final PlainRow plain = new PlainRow(IntStream.range(0, COLUMNS).toArray());
  private final long[] values = new long[COLUMNS];

  private int read(String row) {
    byte[] bytes = new byte[MORE_THAN_A_ROW];
    Arrays.fill(bytes, (byte) '7'); // what an earlier part of the file left behind
    byte[] text = row.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, bytes, BEFORE, text.length);
    return plain.read(bytes, BEFORE, values);
  }

  private static String row(long[] values) {
    String[] fields = new String[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      fields[i] =
          i == REUSED
              ? String.valueOf(values[i] == 1)
              : i == OUTCOME
                  ? Outcome.values()[(int) values[i]].text()
                  : i == PHASE
                      ? Phase.values()[(int) values[i]].text()
                      : values[i] < 0 ? "" : String.valueOf(values[i]);
    }
    return String.join(",", fields) + "\n";
  }

  private static long[] random(SplittableRandom random) {
    long[] values = new long[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      int digits = random.nextInt(16);
      long power = (long) Math.pow(10, digits);
      values[i] = digits == 0 ? -1 : random.nextLong(power / 10, power);
    }
    values[REUSED] = random.nextInt(2);
    values[OUTCOME] = Outcome.OK.ordinal();
    values[PHASE] = Phase.WARM_UP.ordinal() + random.nextInt(Phase.values().length - 1);
    return values;
  }

  @Test
  void numbersOfAnyLengthAreRead() {
    SplittableRandom random = new SplittableRandom(20_001);
    for (int i = 0; i < 20_000; i++) {
      long[] wanted = random(random);
      String row = row(wanted);
      assertEquals(BEFORE + row.length(), read(row), row);
      assertEquals(Arrays.toString(wanted), Arrays.toString(values), row);
    }
  }

  @Test
  void anyOtherByteAnywhereIsNoPlainRow() {
    SplittableRandom random = new SplittableRandom(20_002);
    for (int i = 0; i < 200; i++) {
      String row = row(random(random));
      for (int at = 0; at < row.length(); at++) {
        for (char other : "x/:-\" \r\n,\u0000\u00b5".toCharArray()) {
          String changed = row.substring(0, at) + other + row.substring(at + 1);
          boolean endsInTheLastField = other == '\n' && at > row.lastIndexOf(',');
          if (other != row.charAt(at) && !endsInTheLastField) {
            assertEquals(-1, read(changed), changed);
          }
        }
      }
    }
  }

  @Test
  void longerNumbersOtherOutcomesAndFewerFieldsAreLeftToTheParser() {
    String row = row(random(new SplittableRandom(20_003)));
    assertEquals(-1, read("1234567890123456" + row.substring(row.indexOf(','))));
    assertEquals(-1, read(row.replace(",ok,", ",http_error,")));
    assertEquals(-1, read(row.substring(0, row.lastIndexOf(',')) + "\n"));
    assertEquals(-1, read(row.strip() + ",\n"));
  }

  @Test
  void aRowAtTheVeryEndOfTheBytesIsLeftToTheParser() {
    byte[] row = row(random(new SplittableRandom(20_004))).getBytes(StandardCharsets.UTF_8);
    assertEquals(-1, plain.read(row, 0, values));
  }
}
