package flowgauge.analyze.foreign;

import flowgauge.analyze.statistics.Robust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether time stamps are of starts or of ends, from what each thread did one after the other. Read
 * the wrong way a thread does two things at once, where it does not rest between them; where it
 * does, the time between two requests then holds the difference of how long both took, and varies
 * the more. Without threads nothing tells: starts, as by default.
 */
final class StampProbe {
  /** By so much the time between requests varies more, read the wrong way. */
  private static final double MORE = 1.2;

  private static final int FEWEST = 20;

  /** Rounded to milliseconds, both ends of a request may be one off. */
  private static final long ROUNDED_US = 1_000;

  private final Map<String, long[]> last = new HashMap<>();
  private final List<Double> ifStarts = new ArrayList<>();
  private final List<Double> ifEnds = new ArrayList<>();
  private long overlapsIfStarts;
  private long overlapsIfEnds;

  void row(String thread, long stampUs, long elapsedUs) {
    if (thread.isEmpty()) {
      return;
    }
    long[] before = last.put(thread, new long[] {stampUs, elapsedUs});
    if (before != null && stampUs >= before[0]) {
      long gapIfStarts = stampUs - before[0] - before[1];
      long gapIfEnds = stampUs - elapsedUs - before[0];
      overlapsIfStarts += gapIfStarts < -ROUNDED_US ? 1 : 0;
      overlapsIfEnds += gapIfEnds < -ROUNDED_US ? 1 : 0;
      ifStarts.add((double) gapIfStarts);
      ifEnds.add((double) gapIfEnds);
    }
  }

  boolean areEnds() {
    if (overlapsIfStarts > 10 * overlapsIfEnds || overlapsIfEnds > 10 * overlapsIfStarts) {
      return overlapsIfStarts > overlapsIfEnds;
    }
    return ifStarts.size() >= FEWEST && spread(ifStarts) > MORE * spread(ifEnds);
  }

  private static double spread(List<Double> gaps) {
    return Robust.mad(gaps.stream().mapToDouble(gap -> gap).toArray());
  }
}
