package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Uncontended;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.Baseline;
import java.util.List;

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

  private AllAlong() {}

  static boolean longer(Evidence evidence) {
    Uncontended base = evidence.base;
    if (evidence.samples == null
        || evidence.reportsService()
        || base.source() != Uncontended.Source.BASELINE
        || base.after().count() < 3
        || base.changed()) {
      return false;
    }
    List<Window> windows =
        evidence.windows.stream()
            .filter(w -> evidence.open() || w.users() >= MOST_USERS * evidence.mostUsers())
            .toList();
    long alone = base.before().count() + base.after().count();
    double longest =
        evidence.samples.baseline.rows(true, Long.MAX_VALUE).stream()
                .mapToLong(Baseline.Row::responseUs)
                .max()
                .orElse(Long.MAX_VALUE)
            / 1e6;
    long[][] counts = counts(evidence, windows, longest);
    long all = 0;
    long longer = 0;
    int looked = 0;
    int slow = 0;
    for (long[] count : counts) {
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

  /** For each window, the answers to what was sent in it, and those that took longer. */
  private static long[][] counts(Evidence evidence, List<Window> windows, double longest) {
    long[][] counts = new long[windows.size()][2];
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          double sent = stretch.sent(at);
          for (int i = 0; i < counts.length; i++) {
            Window window = windows.get(i);
            if (sent >= window.seconds() && sent < window.seconds() + window.length()) {
              counts[i][0]++;
              counts[i][1] += stretch.response(at) > longest ? 1 : 0;
            }
          }
        });
    return counts;
  }
}
