package flowgauge.analyze.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When a backend stands still: once at a known time, or again and again by chance.
 *
 * @param fromS begin of the one stall
 * @param toS its end
 * @param meanGapS mean time from one stall's end to the next one's begin, exponential; 0 for none
 * @param shortestS shortest stall, uniform
 * @param longestS longest
 */
public record Stalls(double fromS, double toS, double meanGapS, double shortestS, double longestS) {
  /** A stall's begin and end, seconds. */
  record Stall(double fromS, double toS) {}

  /** So many gaps ahead of a run the stalls began to come. */
  private static final int BEFORE = 5;

  /** It never does. */
  public static Stalls none() {
    return once(0, 0);
  }

  /** At the same time in each run. */
  public static Stalls once(double fromS, double toS) {
    return new Stalls(fromS, toS, 0, 0, 0);
  }

  /** Of random moments and lengths, each run its own. */
  public static Stalls recurring(double meanGapS, double shortestS, double longestS) {
    return new Stalls(0, 0, meanGapS, shortestS, longestS);
  }

  /** Those of one run, in order. */
  List<Stall> of(long seed, double seconds) {
    if (meanGapS == 0) {
      return toS > fromS ? List.of(new Stall(fromS, toS)) : List.of();
    }
    SplittableRandom random = new SplittableRandom(seed).split();
    List<Stall> stalls = new ArrayList<>();
    for (double at = -BEFORE * meanGapS; at < seconds; ) {
      double from = at - meanGapS * Math.log(1 - random.nextDouble());
      at = from + shortestS + (longestS - shortestS) * random.nextDouble();
      stalls.add(new Stall(from, at));
    }
    return stalls;
  }
}
