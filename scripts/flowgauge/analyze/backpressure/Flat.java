package flowgauge.analyze.backpressure;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.statistics.Robust;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where neither rows nor an uncontended time are known: throughput against requests in flight,
 * window by window. Saturated where in flight grew by half or more and throughput did not follow;
 * none where throughput went along.
 *
 * @param least fewest requests in flight, from where throughput was near its highest on
 * @param most the most
 * @param perSecond what ended a second meanwhile
 */
record Flat(Verdict verdict, double least, double most, double perSecond) {
  private static final double GROWS = 1.5;

  /** Throughput follows in flight by less than this power. */
  private static final double FLAT = 0.3;

  /**
   * Where throughput is flat, response times grow as in flight does (Little's law). Users who ask
   * in step make waves: then throughput only lags in flight, and response times stay.
   */
  private static final double QUEUES = 0.2;

  private static final double ALONG = 0.8;
  private static final int FEWEST = 5;
  private static final int FEWEST_LOW = 2;

  static Flat of(List<Window> windows) {
    List<Window> busy =
        windows.stream().filter(w -> w.inFlight() > 0 && w.completed() > 0).toList();
    double most = busy.stream().mapToDouble(Window::inFlight).max().orElse(0);
    double best = busy.stream().mapToDouble(Window::throughput).max().orElse(0);
    // From where throughput has come near its highest on.
    List<Window> past = busy.stream().dropWhile(w -> w.throughput() < 0.7 * best).toList();
    double least = past.stream().mapToDouble(Window::inFlight).min().orElse(0);
    if (past.size() >= FEWEST
        && most >= GROWS * least
        && power(past, Window::throughput) < FLAT
        && power(past, Window::meanMs) > QUEUES) {
      double seconds = past.stream().mapToDouble(Window::length).sum();
      double ended = past.stream().mapToDouble(w -> w.throughput() * w.length()).sum();
      return new Flat(Verdict.SATURATED, least, most, ended / seconds);
    }
    double lowest = busy.stream().mapToDouble(Window::inFlight).min().orElse(0);
    // One window alone is the load's own beginning.
    long low = busy.stream().filter(w -> GROWS * w.inFlight() <= most).count();
    boolean grows = busy.size() >= FEWEST && low >= FEWEST_LOW;
    Verdict verdict =
        grows && power(busy, Window::throughput) > ALONG ? Verdict.NONE : Verdict.CANNOT_TELL;
    return new Flat(verdict, lowest, most, best);
  }

  private static double power(List<Window> windows, ToDoubleFunction<Window> value) {
    return Robust.slope(
        windows.stream().mapToDouble(w -> Math.log(w.inFlight())).toArray(),
        windows.stream().mapToDouble(w -> Math.log(value.applyAsDouble(w))).toArray());
  }
}
