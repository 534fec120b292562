package flowgauge.analyze.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Percentiles are the nearest rank's, whichever way the values came. */
class QuantilesTest {
  private static final double[] PERCENTS = {0.1, 1, 50, 66, 95, 99, 99.9, 99.99, 100};

  private static long[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.longs(count, 1, 5_000_000).toArray();
  }

  private static double nearestRank(long[] sorted, double percent) {
    int rank = (int) Math.ceil(Math.round(percent * sorted.length * 100) / 1e4);
    return sorted[Math.max(1, rank) - 1];
  }

  @Test
  void fewValuesAreExact() {
    for (int count : new int[] {1, 2, 3, 10, 999, 1000, 1001}) {
      long[] values = values(count, count);
      Quantiles quantiles = new Quantiles(2_000, 3);
      Arrays.stream(values).forEach(quantiles::add);
      Arrays.sort(values);
      for (double percent : PERCENTS) {
        assertEquals(nearestRank(values, percent), quantiles.percentile(percent));
      }
      assertEquals(values[0], quantiles.min());
      assertEquals(values[count - 1], quantiles.max());
      assertEquals(Arrays.stream(values).average().orElseThrow(), quantiles.mean(), 1e-6);
    }
  }

  @Test
  void manyValuesKeepTheirDigits() {
    long[] values = values(50_000, 7);
    Quantiles quantiles = new Quantiles(1_000, 3);
    Arrays.stream(values).forEach(quantiles::add);
    Arrays.sort(values);
    for (double percent : PERCENTS) {
      double exact = nearestRank(values, percent);
      assertEquals(exact, quantiles.percentile(percent), exact * 1e-3 + 1);
    }
    assertEquals(50_000, quantiles.count());
    assertEquals(25_000, quantiles.countUpTo(values[24_999]), 25);
  }

  @Test
  void askingInBetweenChangesNothing() {
    long[] values = values(3_000, 11);
    values[500] = 3L * Integer.MAX_VALUE; // too long to be kept as it is
    Quantiles asked = new Quantiles(1_000, 3);
    Quantiles once = new Quantiles(1_000, 3);
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      asked.add(values[i]);
      once.add(values[i]);
      sum += values[i];
      assertEquals(i + 1, asked.count());
      assertEquals(sum, asked.sum());
      assertEquals(Arrays.stream(values, 0, i + 1).max().orElseThrow(), asked.max());
      assertTrue(asked.percentile(50) <= asked.percentile(99));
    }
    for (double percent : PERCENTS) {
      assertEquals(once.percentile(percent), asked.percentile(percent));
    }
    assertEquals(once.countUpTo(1e6), asked.countUpTo(1e6));
  }

  @Test
  void mergingInAnyOrderIsAsAddingAll() {
    for (int limit : new int[] {100, 100_000}) {
      Quantiles whole = new Quantiles(limit, 3);
      Quantiles[] parts = new Quantiles[5];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = new Quantiles(limit, 3);
        for (long value : values(i * 70, i)) {
          parts[i].add(value);
          whole.add(value);
        }
      }
      Quantiles merged = new Quantiles(limit, 3);
      for (int i = parts.length - 1; i >= 0; i--) {
        merged.add(parts[i]);
      }
      assertEquals(whole.count(), merged.count());
      assertEquals(whole.sum(), merged.sum());
      for (double percent : PERCENTS) {
        assertEquals(whole.percentile(percent), merged.percentile(percent));
      }
    }
  }

  @Test
  void nothingIsNoNumber() {
    Quantiles none = Quantiles.ofRun();
    assertTrue(Double.isNaN(none.percentile(50)));
    assertTrue(Double.isNaN(none.mean()));
    assertEquals(0, none.countUpTo(5));
  }

  @Test
  void kaplanMeierIsTheNearestRankWithoutCensoring() {
    Quantiles ended = Quantiles.ofRun();
    for (long value : values(101, 3)) {
      ended.add(value);
    }
    assertEquals(ended.percentile(90), Censored.percentile(ended, Quantiles.ofRun(), 90));
  }

  @Test
  void kaplanMeierAsWorkedOutByHand() {
    // Ended after 1, 3, 6; cut off after 2, 4. Survival: 4/5, then 4/5 * 2/3, then 0.
    Quantiles ended = Quantiles.ofRun();
    Quantiles cut = Quantiles.ofRun();
    for (long value : new long[] {1, 3, 6}) {
      ended.add(value);
    }
    cut.add(2);
    cut.add(4);
    assertEquals(1, Censored.percentile(ended, cut, 20));
    assertEquals(3, Censored.percentile(ended, cut, 45));
    assertEquals(6, Censored.percentile(ended, cut, 50));
    cut.add(9);
    assertEquals(Double.POSITIVE_INFINITY, Censored.percentile(ended, cut, 99));
  }
}
