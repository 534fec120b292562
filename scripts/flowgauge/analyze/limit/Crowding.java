package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.Level;
import java.util.List;
import java.util.Optional;

/**
 * Failures that come with the number of requests in flight, as where a server runs out of files or
 * connections: of those that met so many or more most failed, of those that met fewer hardly any.
 *
 * @param inFlight from so many on, the request itself counted
 * @param above share of failures from there on
 * @param below share of failures with fewer
 */
record Crowding(double inFlight, double above, double below) {
  private static final long FEWEST = 20;
  private static final double MOST = 0.5;
  private static final double HARDLY = 0.05;

  /** By the cut that parts failures from answers best. */
  static Optional<Crowding> of(List<Level> levels) {
    Optional<Crowding> best = Optional.empty();
    for (int cut = 1; cut < levels.size(); cut++) {
      double from = levels.get(cut).inFlight();
      long[] above = counts(levels.subList(cut, levels.size()));
      long[] below = counts(levels.subList(0, cut));
      if (Double.isNaN(from) || above[0] < FEWEST || below[0] < FEWEST) {
        continue;
      }
      Crowding now = new Crowding(from, share(above), share(below));
      if (best.isEmpty() || now.apart() > best.get().apart()) {
        best = Optional.of(now);
      }
    }
    return best.filter(found -> found.above >= MOST && found.below <= HARDLY);
  }

  private double apart() {
    return above - below;
  }

  private static long[] counts(List<Level> levels) {
    long[] counts = new long[2];
    for (Level level : levels) {
      counts[0] += level.response.count() + level.failed;
      counts[1] += level.failed;
    }
    return counts;
  }

  private static double share(long[] counts) {
    return (double) counts[1] / counts[0];
  }

  String sentence() {
    return format(
        "%.0f %% of those sent while %.0f or more were in flight, %.1f %% of the others",
        100 * above, inFlight, 100 * below);
  }
}
