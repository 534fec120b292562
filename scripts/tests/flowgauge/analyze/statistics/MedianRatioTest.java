package flowgauge.analyze.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ratios of which the median is known, and intervals that can be had by hand. */
class MedianRatioTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void isTheMedianOfTheMeansOfAnyTwo() {
    // logarithms 0, 1, 5: their means 0, 0.5, 1, 2.5, 3, 5
    MedianRatio median = MedianRatio.of(new double[] {Math.exp(5), 1, Math.E});
    assertEquals(Math.exp(1.75), median.ratio(), 1e-9);
    assertEquals(1, median.low(), ROUNDING);
    assertEquals(Math.exp(5), median.high(), 1e-9);
  }

  /**
   * By tables of the signed ranks' exact distribution: so many means are cut off on either side.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "2, 0, 0.5",
    "5, 0, 0.9375",
    "6, 0, 0.96875",
    "8, 3, 0.9609375",
    "12, 13, 0.95751953125"
  })
  void intervalIsThatOfTheSignedRanks(int n, int cutOff, double confidence) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        means.add(((1 << i) + (1 << j)) / 2.0);
      }
    }
    means.sort(null);
    MedianRatio median =
        MedianRatio.of(IntStream.range(0, n).mapToDouble(i -> Math.exp((1 << i) / 1e3)).toArray());
    assertEquals(means.get(cutOff) / 1e3, Math.log(median.low()), 1e-9);
    assertEquals(means.get(means.size() - 1 - cutOff) / 1e3, Math.log(median.high()), 1e-9);
    assertEquals(confidence, median.confidence(), ROUNDING);
  }

  @Test
  void oneWildPairMovesItLittle() {
    double[] ratios = new double[12];
    Arrays.fill(ratios, 1.02);
    ratios[7] = 40;
    assertEquals(1.02, MedianRatio.of(ratios).ratio(), ROUNDING);
  }

  @Test
  void intervalHoldsTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(1);
    double truth = 1.03;
    int trials = 4_000;
    int held = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] ratios = new double[12];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = truth * Math.exp(0.05 * (random.nextDouble() + random.nextDouble() - 1));
      }
      MedianRatio median = MedianRatio.of(ratios);
      held += median.low() <= truth && truth <= median.high() ? 1 : 0;
    }
    assertTrue(Math.abs((double) held / trials - 0.9575) < 0.012, held + " of " + trials);
  }
}
