package flowgauge.analyze.pause;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;
import flowgauge.analyze.pause.Pauses.Pause;
import flowgauge.analyze.statistics.Robust;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds stretches with requests in flight in which nothing ended although so many should have that
 * chance does not let it happen.
 *
 * <p>How many should have ended is the least of three: the rate of the five seconds around times
 * the gap; what was sent one response time before it; and what so many requests in flight end in at
 * the least. Of ends at random none in a gap of k has probability exp(-k); over all n gaps of a run
 * a bound of {@code ln n + 6} is passed in 1 of 400 runs without a pause.
 */
final class Gaps {
  static final double SHORTEST_S = 0.01;
  private static final double BEYOND_CHANCE = 6;
  private static final double AROUND_S = 2.5;

  /** 99 of 100 of exponential times are over after so many means. */
  private static final double TO_P99 = 4.6;

  /**
   * Gaps that are so much of the time, each no longer than a response, are the rhythm of users who
   * all began at once: nothing ends until what all of them sent is served.
   */
  private static final double RHYTHM = 0.2;

  private static final double OFF_BEAT = 1.2;

  /** From beat to beat it takes less than so many gaps: real stops lie further apart. */
  private static final double BETWEEN_BEATS = 1.6;

  /** So many beats on each side say how long one is. */
  private static final int BEATS = 3;

  private final TimeGrid grid;
  private final int from;
  private final int to;
  private final long[] ended;
  private final long[] sent;
  private final double aloneP99S;
  private final double responseS;
  private final double medianS;
  private final boolean open;
  final double bound;

  Gaps(Evidence evidence) {
    this.grid = evidence.samples.grid;
    this.from = grid.bin(evidence.fromSeconds());
    this.to = Math.min(grid.size(), grid.bin(evidence.loadEndSeconds));
    this.ended = cumulative(Count.ENDED);
    this.sent = cumulative(Count.SENT);
    double p99 = evidence.samples.response.percentile(99) / 1e6;
    double alone =
        evidence.base.before().count() >= 20 ? evidence.base.before().p99Ms() / 1e3 : p99;
    this.aloneP99S = Math.min(p99, alone);
    this.open = evidence.open();
    this.medianS = evidence.samples.response.percentile(50) / 1e6;
    this.responseS = evidence.samples.response.mean() / 1e6;
    this.bound = Math.log(Math.max(2, ended[to])) + BEYOND_CHANCE;
  }

  private long[] cumulative(Count what) {
    long[] sums = new long[grid.size() + 1];
    for (int i = 0; i < grid.size(); i++) {
      sums[i + 1] = sums[i] + grid.count(what, i);
    }
    return sums;
  }

  List<Pause> find() {
    List<Pause> found = new ArrayList<>();
    long flying = grid.sum(Count.SENT, 0, from) - grid.sum(Count.GONE, 0, from);
    int begin = -1;
    long there = 0;
    for (int i = from; i < to; i++) {
      boolean ends = grid.count(Count.ENDED, i) > 0;
      long after = flying + grid.count(Count.SENT, i) - grid.count(Count.GONE, i);
      if (ends || after <= 0) {
        if (begin >= 0 && ends) {
          add(found, begin, i, there);
        }
        begin = after > 0 ? i + 1 : -1;
        there = after;
      } else if (begin < 0) {
        begin = i;
        there = after;
      }
      flying = after;
    }
    if (begin >= 0) {
      add(found, begin, to, there);
    }
    return withoutRhythm(found);
  }

  private void add(List<Pause> found, int begin, int end, long inFlight) {
    double seconds = (end - begin) * grid.binSeconds();
    if (seconds >= SHORTEST_S && expected(begin, end, inFlight) >= bound) {
      found.add(new Pause(begin * grid.binSeconds(), end * grid.binSeconds(), (int) inFlight));
    }
  }

  private double expected(int begin, int end, long inFlight) {
    double seconds = (end - begin) * grid.binSeconds();
    int around = (int) Math.round(AROUND_S / grid.binSeconds());
    int before = Math.max(from, begin - around);
    int behind = Math.min(to, end + around);
    double there = (begin - before + behind - end) * grid.binSeconds();
    long ends = ended[begin] - ended[before] + ended[behind] - ended[end];
    double byRate = there <= 0 ? 0 : ends / there * seconds;
    double byFlight = inFlight * seconds * TO_P99 / Math.max(1e-6, aloneP99S);
    return Math.min(Math.min(byRate, byFlight), bySending(begin, seconds));
  }

  /**
   * What was sent a response time before, less what chance moves across the borders: users in step
   * send all of it at once, others as much in each response time.
   */
  private double bySending(int begin, double seconds) {
    double length = Math.min(seconds, responseS);
    double margin = 0.1 * length;
    double start = begin * grid.binSeconds() - responseS + margin;
    double share = length / Math.max(grid.binSeconds(), length - margin);
    double each = Math.max(1, seconds / Math.max(grid.binSeconds(), responseS));
    return Math.max(
        sent(start, start + length - margin) * share * each,
        sent(start, start + seconds - 2 * margin));
  }

  private long sent(double fromS, double toS) {
    int first = Math.max(0, (int) Math.round(fromS / grid.binSeconds()));
    int last = Math.max(first + 1, (int) Math.round(toS / grid.binSeconds()));
    return sent[Math.min(last, grid.size())] - sent[Math.min(first, grid.size())];
  }

  private List<Pause> withoutRhythm(List<Pause> found) {
    double all = found.stream().mapToDouble(Pause::seconds).sum();
    if (open || all < RHYTHM * (to - from) * grid.binSeconds()) {
      return found;
    }
    List<Pause> offBeat = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).seconds() > OFF_BEAT * Math.max(medianS, beatS(found, i))) {
        offBeat.add(found.get(i));
      }
    }
    return offBeat;
  }

  /**
   * The median length of the gaps that follow each other around one, seconds, as the beat may grow
   * slower; 0 where few do.
   */
  private static double beatS(List<Pause> found, int index) {
    double[] around =
        IntStream.rangeClosed(Math.max(0, index - BEATS), Math.min(found.size() - 1, index + BEATS))
            .filter(i -> i != index && follows(found.get(index), found.get(i), i - index))
            .mapToDouble(i -> found.get(i).seconds())
            .toArray();
    return around.length < BEATS ? 0 : Robust.median(around);
  }

  /** Whether a gap lies so many beats from another, each beat being hardly longer than its gap. */
  private static boolean follows(Pause one, Pause other, int beats) {
    double apart = Math.abs(other.fromSeconds() - one.fromSeconds());
    return apart < BETWEEN_BEATS * Math.abs(beats) * one.seconds();
  }

  long ended() {
    return ended[to] - ended[Math.min(from, to)];
  }

  /** How long a pause shows, seconds, by the mean rate. */
  double shows() {
    double rate = ended() / Math.max(1e-3, (to - from) * grid.binSeconds());
    return Math.max(SHORTEST_S, bound / Math.max(1e-9, rate));
  }
}
