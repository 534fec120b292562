package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Uncontended;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.Baseline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether requests took longer all along the load than any did alone, before it or behind it: then
 * it is the load that makes them wait, even if what each met when it was sent says nothing of it.
 * So it is where the newest are served first, and wait for none that came before.
 */
final class AllAlong {
  /** Of so many windows, */
  private static final int FEWEST_WINDOWS = 8;

  /** nearly all, */
  private static final double NEARLY_ALL = 0.9;

  /** in which so many answers came, */
  private static final long FEWEST = 8;

  /** so many took longer. */
  private static final double LONGER = 0.1;

  /** That none did alone by chance. */
  private static final double CHANCE = 0.01;

  /** That none did behind the load: a service that became slower is slow there, too. */
  private static final double CHANCE_BEHIND = 0.05;

  private static final double MOST_USERS = 0.9;

  static boolean longer(Evidence evidence) {
    Uncontended base = evidence.base;
    if (evidence.samples == null
        || evidence.reportsService()
        || base.source() != Uncontended.Source.BASELINE
        || base.changed()) {
      return false;
    }
    long alone = base.before().count() + base.after().count();
    double longest =
        evidence.samples.baseline.rows(true, Long.MAX_VALUE).stream()
                .mapToLong(Baseline.Row::responseUs)
                .max()
                .orElse(Long.MAX_VALUE)
            / 1e6;
    long all = 0;
    long longer = 0;
    int looked = 0;
    int slow = 0;
    for (long[] count : counts(evidence, longest)) {
      all += count[0];
      longer += count[1];
      looked += count[0] >= FEWEST ? 1 : 0;
      slow += count[0] >= FEWEST && count[1] >= LONGER * count[0] ? 1 : 0;
    }
    return looked >= FEWEST_WINDOWS
        && slow >= NEARLY_ALL * looked
        && Math.pow(1 - (double) longer / all, alone) < CHANCE
        && Math.pow(1 - (double) longer / all, base.after().count()) < CHANCE_BEHIND;
  }

  /**
   * For each window in which all users were there, the answers to what was sent in it, and those
   * that took longer; windows are of one length and stand side by side.
   */
  private static List<long[]> counts(Evidence evidence, double longest) {
    List<Window> windows = evidence.windows;
    long[][] counts = new long[windows.size()][2];
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          double since = stretch.sent(at) - windows.get(0).seconds();
          int window = (int) Math.floor(since / windows.get(0).length());
          if (window >= 0 && window < counts.length) {
            counts[window][0]++;
            counts[window][1] += stretch.response(at) > longest ? 1 : 0;
          }
        });
    return IntStream.range(0, counts.length)
        .filter(i -> evidence.open() || windows.get(i).users() >= MOST_USERS * evidence.mostUsers())
        .mapToObj(i -> counts[i])
        .toList();
  }
}
