package flowgauge.analyze.worlds;

import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What only a simulation can know of a run: who waited, how many slots were busy, when. Truths are
 * computed from this and from the world, never from samples.
 */
final class Inside {
  /** Width of a bin, seconds. */
  static final double BIN_S = 0.25;

  /** Rows, in the order in which requests ended; times in microseconds since time zero. */
  final List<Sample> samples = new ArrayList<>();

  /** Slot-seconds that were busy in each bin of the load, pauses left out. */
  final double[] busy;

  /** Request-seconds of waiting for a slot in each bin, pauses included. */
  final double[] waiting;

  /** Connections wanted and not had: request-seconds in each bin. */
  final double[] unconnected;

  /** Requests due in each bin, by the schedule or their users. */
  final double[] asked;

  /** Those that a limiter refused, a timeout ended or nobody sent, by the bin they were due in. */
  final double[] unfinished;

  /** Means are over requests that came to a slot; those refused, reset or lost never did. */
  private double waitSumS;

  private double stoppedSumS;
  private double aloneSumS;
  private final double[] waitBySending;
  private final double[] stoppedBySending;
  private final double[] aloneBySending;
  private long served;

  /** Requests ended so, by kind. */
  long refused;

  long timedOut;
  long connectFailed;
  long reset;
  long resetInOutage;
  long resetInPause;
  long unsent;
  long answered;
  long late;
  long sent;

  /** When requests ended, and since when there was one in flight or the one before had ended. */
  private final List<double[]> ends = new ArrayList<>();

  Inside(double lengthS) {
    int bins = (int) Math.ceil(lengthS / BIN_S) + 1;
    busy = new double[bins];
    waiting = new double[bins];
    unconnected = new double[bins];
    asked = new double[bins];
    unfinished = new double[bins];
    waitBySending = new double[bins];
    stoppedBySending = new double[bins];
    aloneBySending = new double[bins];
  }

  int bin(double t) {
    return (int) Math.max(0, Math.min(busy.length - 1, Math.floor(t / BIN_S)));
  }

  /** Adds a level that lasted from one moment to another. */
  void add(double[] series, double from, double to, double level) {
    if (level == 0) {
      return;
    }
    double end = Math.min(to, series.length * BIN_S);
    for (double at = Math.max(0, from); at < end; ) {
      int bin = (int) (at / BIN_S + 1e-9);
      double next = Math.min(end, (bin + 1) * BIN_S);
      if (bin >= series.length || next <= at) {
        return;
      }
      series[bin] += level * (next - at);
      at = next;
    }
  }

  /**
   * A request came to its slot and through it.
   *
   * @param sentS when it was due
   * @param waitS how long it waited for a connection and a slot, pauses left out
   * @param stoppedS how long the server stood still while it was there
   * @param aloneS how long it would have taken alone
   */
  void served(double sentS, double waitS, double stoppedS, double aloneS) {
    waitSumS += waitS;
    stoppedSumS += stoppedS;
    aloneSumS += aloneS;
    served++;
    waitBySending[bin(sentS)] += waitS;
    stoppedBySending[bin(sentS)] += stoppedS;
    aloneBySending[bin(sentS)] += aloneS;
  }

  /** Mean waiting over mean uncontended time; 0 if nothing was served. */
  double waitShare(boolean pausesCount) {
    return aloneSumS == 0 ? 0 : (waitSumS + (pausesCount ? stoppedSumS : 0)) / aloneSumS;
  }

  /** The same, the highest of all windows of so many seconds that have thirty requests' time. */
  double waitShareOfWindow(double seconds, boolean pausesCount) {
    int width = Math.max(1, (int) Math.round(seconds / BIN_S));
    double least = served == 0 ? 0 : 30 * aloneSumS / served;
    double highest = 0;
    for (int from = 0; from + width <= busy.length; from++) {
      double alone = sum(aloneBySending, from, from + width);
      double wait =
          sum(waitBySending, from, from + width)
              + (pausesCount ? sum(stoppedBySending, from, from + width) : 0);
      if (alone >= least && alone > 0) {
        highest = Math.max(highest, wait / alone);
      }
    }
    return highest;
  }

  /** The sum of a series between two moments, whole bins. */
  double between(double[] series, double fromS, double toS) {
    return sum(series, bin(fromS), Math.max(bin(fromS) + 1, bin(toS)));
  }

  private static double sum(double[] series, int from, int to) {
    return Arrays.stream(series, from, Math.min(to, series.length)).sum();
  }

  /** A request ended; another was in flight, or had ended, since {@code sinceS}. */
  void ended(double sinceS, double atS) {
    ends.add(new double[] {sinceS, atS});
  }

  /**
   * Of all stretches with requests in flight in which nothing ended, the one that is the longest
   * against the rate of the 5 s around it: ends that would have come in it.
   *
   * @param strange what is left out
   */
  double longestGap(Stretches... strange) {
    double most = 0;
    int from = 0;
    int to = 0;
    for (double[] end : ends) {
      while (ends.get(from)[1] < end[0] - 2.5) {
        from++;
      }
      while (to + 1 < ends.size() && ends.get(to + 1)[1] < end[1] + 2.5) {
        to++;
      }
      boolean known = Arrays.stream(strange).anyMatch(each -> each.within(end[0], end[1]) > 0);
      if (!known && end != ends.get(0)) {
        most = Math.max(most, (to - from) * (end[1] - end[0]) / 5);
      }
    }
    return most;
  }

  /** Ends that would have come in a stretch, at the rate of the 5 s around it. */
  double missed(Stretches.Stretch stretch) {
    double around =
        ends.stream()
            .filter(end -> end[1] > stretch.fromS() - 2.5 && end[1] < stretch.toS() + 2.5)
            .count();
    return around * stretch.lengthS() / (5 + stretch.lengthS());
  }

  long served() {
    return served;
  }

  @Override
  public String toString() {
    return ("asked %d, answered %d, refused %d, timed out %d, unconnected %d, reset %d, unsent %d;"
            + " waiting share %.3f, with pauses %.3f, window %.3f; longest gap %.1f ends")
        .formatted(
            sent + unsent,
            answered,
            refused,
            timedOut,
            connectFailed,
            reset + resetInOutage + resetInPause,
            unsent,
            waitShare(false),
            waitShare(true),
            waitShareOfWindow(5, true),
            longestGap());
  }
}
