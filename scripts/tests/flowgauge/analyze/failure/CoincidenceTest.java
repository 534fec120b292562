package flowgauge.analyze.failure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of stretches that have nothing to do with each other 5 % are found to at 5 %, or fewer. */
class CoincidenceTest {
  private static final double LENGTH_S = 120;
  private static final int RUNS = 200;

  @ParameterizedTest(name = "clusters of {0} s, stalls every {1} s, regular {2}")
  @CsvSource({"0, 10, true", "2, 10, true", "13, 10, true", "0, 4, false", "5, 15, false"})
  void nullsHold(double clusterS, double everyS, boolean regular) {
    int found = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<double[]> stalls = stretches(everyS, 1, regular, random);
      List<double[]> failures = stretches(12, clusterS, false, random);
      found += Coincidence.p(failures, stalls, 0, LENGTH_S) <= 0.05 ? 1 : 0;
    }
    System.out.printf("%d of %d nulls at 5 %%, seeds from 1%n", found, RUNS);
    // Of 200 at 5 % more than 19 come in 1 of 500.
    assertTrue(found <= 19, found + " of " + RUNS);
  }

  @ParameterizedTest(name = "failures of {0} s in stalls")
  @CsvSource({"0.1", "0.5"})
  void whatAlwaysMeetsIsFound(double failureS) {
    SplittableRandom random = new SplittableRandom(7);
    List<double[]> stalls = stretches(10, 1, false, random);
    List<double[]> failures = new ArrayList<>();
    stalls.forEach(stall -> failures.add(new double[] {stall[0] + 0.2, stall[0] + 0.2 + failureS}));
    double p = Coincidence.p(failures, stalls, 0, LENGTH_S);
    assertTrue(p < 0.02, "p = " + p);
  }

  private static List<double[]> stretches(
      double everyS, double lengthS, boolean regular, SplittableRandom random) {
    List<double[]> all = new ArrayList<>();
    double at = random.nextDouble() * everyS;
    while (at + lengthS < LENGTH_S) {
      all.add(new double[] {at, at + lengthS});
      at += regular ? everyS : lengthS - everyS * Math.log(1 - random.nextDouble());
    }
    return all;
  }
}
