package flowgauge.analyze.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.law.FittedLaw.Coefficient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fit against R's package usl 3.0.3 (S. Moeding and N. J. Gunther, BSD-2-Clause): data from its
 * {@code data}, figures from its tests' recorded output and from its vignette.
 */
class LawsTest {
  private static final int SEEDS = 200;

  /** Rays a second on 1 to 64 processors of an SGI Origin 2000. */
  private static final double[][] RAYTRACER = {
    {1, 20}, {4, 78}, {8, 130}, {12, 170}, {16, 190}, {20, 200}, {24, 210}, {28, 230}, {32, 260},
    {48, 280}, {64, 310}
  };

  /** Scripts an hour of 1 to 216 users on a Sun SPARCcenter 2000. */
  private static final double[][] SPECSDM91 = {
    {1, 64.9}, {18, 995.9}, {36, 1652.4}, {72, 1853.2}, {108, 1828.9}, {144, 1775}, {216, 1702.2}
  };

  private static List<LoadPoint> points(double[][] pairs) {
    List<LoadPoint> points = new ArrayList<>();
    for (double[] pair : pairs) {
      points.add(new LoadPoint(pair[0], pair[1]));
    }
    return points;
  }

  @Test
  void agreesWithRaytracerWhoseThroughputNeverFalls() {
    FittedLaw found = Laws.fit(points(RAYTRACER));
    assertEquals(0.057771, found.law().contention(), 1e-5);
    assertEquals(0, found.law().coherency(), 1e-9);
    assertEquals(21.848843, found.law().perSecond(), 1e-3);
    assertEquals(9.34, found.residual(), 0.005);
    assertEquals(378, found.law().mostPerSecond(), 0.5);
    assertEquals(Double.POSITIVE_INFINITY, found.law().peakLoad());
    assertFalse(found.peakTold(), "0 is among the coherencies: " + found.coherency());
    assertEquals(0, found.coherency().low());
    assertTrue(found.peakLoad().low() > 64, "no peak within what was measured");
  }

  @Test
  void agreesWithTheFirstSixOfRaytracer() {
    FittedLaw found = Laws.fit(points(java.util.Arrays.copyOf(RAYTRACER, 6)));
    assertEquals(0.02444, found.law().contention(), 5e-6);
    assertEquals(0.00163, found.law().coherency(), 5e-6);
    assertEquals(20.85605, found.law().perSecond(), 5e-4);
  }

  @Test
  void agreesWithSpecsdm91() {
    FittedLaw found = Laws.fit(points(SPECSDM91));
    assertEquals(0.0277285, found.law().contention(), 1e-6);
    assertEquals(0.0001044, found.law().coherency(), 5e-8);
    assertEquals(89.9952384, found.law().perSecond(), 1e-3);
    assertEquals(96.51956, found.law().peakLoad(), 1e-3);
    assertEquals(1884, found.law().mostPerSecond(), 0.5);
    assertEquals(82.85, found.residual(), 0.005);
    // Its standard errors, 1.988e-5 and 0.009122, with t of 4 degrees of freedom: a profile differs
    // from that symmetric interval, and by less than half of its width here.
    assertEquals(0.0001044 - 2.776 * 1.988e-5, found.coherency().low(), 2.5e-5);
    assertEquals(0.0001044 + 2.776 * 1.988e-5, found.coherency().high(), 5e-5);
    assertEquals(0.0277 + 2.776 * 0.009122, found.contention().high(), 0.025);
    assertTrue(found.peakTold());
    assertTrue(found.peakLoad().low() < 96.5 && found.peakLoad().high() > 96.5);
    assertTrue(found.peakPerSecond().low() > 1_600 && found.peakPerSecond().high() < 2_200);
  }

  @Test
  void agreesWithOracledb() throws IOException {
    List<LoadPoint> points = new ArrayList<>();
    List<String> lines = Files.readAllLines(Path.of("scripts/tests/fixtures/usl/oracledb.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      points.add(new LoadPoint(Double.parseDouble(fields[0]), Double.parseDouble(fields[1])));
    }
    assertEquals(360, points.size());
    FittedLaw found = Laws.fit(points);
    assertEquals(0.4414, found.law().contention(), 5e-4);
    assertEquals(0.0453, found.law().coherency(), 5e-4);
    assertEquals(3.3861, found.law().perSecond(), 5e-4);
    assertEquals(3.5, found.law().peakLoad(), 0.05);
  }

  @Test
  void findsTheLawThatMadeThePoints() {
    ScalabilityLaw truth = new ScalabilityLaw(12, 0.03, 0.0004);
    List<LoadPoint> exact = new ArrayList<>();
    for (int load : new int[] {1, 4, 16, 48, 96}) {
      exact.add(new LoadPoint(load, truth.at(load)));
    }
    ScalabilityLaw found = Laws.fit(exact).law();
    assertEquals(truth.perSecond(), found.perSecond(), 1e-6);
    assertEquals(truth.contention(), found.contention(), 1e-8);
    assertEquals(truth.coherency(), found.coherency(), 1e-10);
  }

  /** A server of 8 threads: the law bends where there is a corner, and that is no peak. */
  @Test
  void threadsThatFillUpAreNoPeak() {
    List<LoadPoint> points = new ArrayList<>();
    for (int users : new int[] {2, 5, 10, 16, 20, 30, 40}) {
      double rate = Math.min(users / 2.75, 6.4);
      points.add(new LoadPoint(users, rate, 0.01 * rate));
    }
    FittedLaw found = Laws.fit(points);
    assertTrue(found.law().coherency() > 0, "it bends");
    assertFalse(found.falls());
    assertFalse(found.peakTold());
    assertFalse(found.fits());
    assertTrue(LawText.of(found).contains("can't be told"), LawText.of(found));
    points.add(new LoadPoint(80, 5, 0.05));
    assertTrue(Laws.fit(points).peakTold());
  }

  @Test
  void threePointsFitAndTellNoInterval() {
    FittedLaw found = Laws.fit(points(new double[][] {{1, 10}, {10, 70}, {20, 80}}));
    assertTrue(Double.isNaN(found.contention().low()));
    assertFalse(found.peakTold());
    assertThrows(
        IllegalArgumentException.class,
        () -> Laws.fit(points(new double[][] {{1, 10}, {10, 70}, {10, 71}})));
  }

  /** Intervals hold the truth in 95 of 100, whether errors are known, and at the edge too. */
  @Tag("slow")
  @Test
  void intervalsHoldTheTruth() {
    for (double coherency : new double[] {0, 0.0004}) {
      for (boolean known : new boolean[] {false, true}) {
        ScalabilityLaw truth = new ScalabilityLaw(12, 0.03, coherency);
        int[] held = new int[5];
        for (long seed = 1; seed <= SEEDS; seed++) {
          FittedLaw found = Laws.fit(noisy(truth, known, seed));
          held[0] += holds(found.perSecond(), truth.perSecond());
          held[1] += holds(found.contention(), truth.contention());
          held[2] += holds(found.coherency(), truth.coherency());
          held[3] += holds(found.peakLoad(), truth.peakLoad());
          held[4] += holds(found.peakPerSecond(), truth.mostPerSecond());
        }
        System.out.printf(
            "coherency %.4f, errors %s: rate, contention, coherency, peak, most held in %s of %d"
                + " seeds%n",
            coherency, known ? "known" : "unknown", java.util.Arrays.toString(held), SEEDS);
        for (int each : held) {
          assertTrue(each >= 0.92 * SEEDS, "held " + each);
        }
      }
    }
  }

  private static List<LoadPoint> noisy(ScalabilityLaw truth, boolean known, long seed) {
    java.util.Random random = new java.util.Random(new SplittableRandom(seed).nextLong());
    Function<Integer, LoadPoint> point =
        load -> {
          double error = known ? 0.02 * truth.at(load) : 3;
          double rate = truth.at(load) + error * random.nextGaussian();
          return known ? new LoadPoint(load, rate, error) : new LoadPoint(load, rate);
        };
    return java.util.stream.Stream.of(1, 4, 8, 16, 32, 48, 64, 96).map(point).toList();
  }

  private static int holds(Coefficient found, double truth) {
    return found.low() <= truth * (1 + 1e-9) && found.high() >= truth * (1 - 1e-9) ? 1 : 0;
  }
}
