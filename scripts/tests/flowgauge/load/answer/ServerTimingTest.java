package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations out of {@code Server-Timing}, as the specification has them. */
class ServerTimingTest {
  private static long us(String value) {
    byte[] b = value.getBytes(StandardCharsets.ISO_8859_1);
    byte[] longer = Arrays.copyOf(b, b.length + 4); // what was there of a longer one before
    longer[b.length] = '5';
    return new ServerTiming().us(longer, b.length, "app".getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app;dur=47.2 | 47200",
        "db;dur=53, app;dur=47 | 47000",
        "db;dur=53,app;dur=.5 | 500",
        "app ; desc=\"a, b; dur=9\" ; dur = 47 | 47000",
        "app;dur=\"47.5\" | 47500",
        "app;dur=47;dur=9, app;dur=8 | 47000", // the first counts
        "app;desc=x, app;dur=8 | 8000",
        "app;DUR=8 | 8000",
        "app;dur=0 | 0",
        "app | -1",
        "APP;dur=8 | -1", // names are told apart by case
        "application;dur=8 | -1",
        "app;dur=-8 | -1",
        "app;dur=1e3 | -1",
        "app;dur=NaN | -1",
        "app;dur=99999999999999999999 | -1",
        "app;dur=999999999999 | -1", // longer than any run
        "app;dur | -1",
        "app;desc=\"no end, app;dur=8 | -1",
        ",,;;=,app;dur=8 | 8000",
      })
  void areReadAsTheSpecificationHasThem(String value, long expected) {
    assertEquals(expected, us(value), value);
  }

  @Test
  void anyHeaderEnds() {
    SplittableRandom random = new SplittableRandom(17_004);
    String parts = "app;dur=1.,\"\\ \t";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n >= 0; n--) {
        text.append(parts.charAt(random.nextInt(parts.length())));
      }
      us(text.toString());
    }
  }
}
