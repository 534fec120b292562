package flowgauge.analyze.worlds;

import flowgauge.record.Sample;
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

  /** Longest stretch with requests in flight and nothing that ended, pauses and outages apart. */
  double longestGapS;

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

  /** All that was asked and neither answered well nor still under way. */
  long lost() {
    return refused + timedOut + connectFailed + reset + resetInOutage + resetInPause + unsent;
  }

  long served() {
    return served;
  }
}
