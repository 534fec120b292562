package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Level;
import flowgauge.analyze.intervals.Split;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.Robust;
import java.util.stream.DoubleStream;

/**
 * What a request takes while it has the server to itself, and how that is known.
 *
 * @param source where it is from
 * @param p50Ms median response time, milliseconds; NaN where nothing is known
 * @param meanMs mean response time
 * @param lowMs the least that the mean may have been at any time
 * @param highMs the most: less and more than the mean where the baseline before and behind differ
 * @param variation squared coefficient of variation of a request's time
 * @param waitingMs what a request waits alone, NaN where not reported
 * @param backendMs mean time of the backend, NaN where not reported
 * @param before the baseline ahead of the load
 * @param after the baseline behind its drain
 */
public record Uncontended(
    Source source,
    double p50Ms,
    double meanMs,
    double lowMs,
    double highMs,
    double variation,
    double waitingMs,
    double backendMs,
    Alone before,
    Alone after) {

  /** Where it is from. */
  public enum Source {
    /** Requests sent one at a time, before the load and behind it. */
    BASELINE,
    /** A service time that was told. */
    TOLD,
    /** Requests of the load that met no other. */
    MET_NONE,
    /** Those that met the fewest others: they may have waited, too. */
    FEWEST,
    /** Nothing. */
    NONE
  }

  static final int AT_LEAST = 30;
  private static final int FEW = 5;

  /** So many requests that met no other tell their mean to a third of itself, or better. */
  public static final int ENOUGH_ALONE = 20;

  /** A baseline before and one behind differ where chance would let them in 1 of 400. */
  private static final double DIFFERS = 3;

  /** Of fewer the mean is no better known than that of the load's own. */
  private static final int BASELINE_LEAST = 3;

  /** Whether requests are known to have had the server to themselves. */
  public boolean known() {
    return source != Source.FEWEST && source != Source.NONE;
  }

  /** Whether the baseline behind the load differs from that before it. */
  public boolean changed() {
    return before.count() >= BASELINE_LEAST
        && after.count() >= BASELINE_LEAST
        && before.sigmasTo(after) > DIFFERS;
  }

  static Uncontended of(Evidence evidence) {
    if (evidence.samples == null) {
      return imported(evidence);
    }
    Uncontended fewest = fewest(evidence);
    long loadEndUs = Math.round(evidence.loadEndSeconds * 1e6);
    Alone before = Alone.of(evidence.samples.baseline.rows(true, loadEndUs));
    Alone after = Alone.of(evidence.samples.baseline.rows(false, loadEndUs));
    Alone none = metNone(evidence);
    if (before.count() >= BASELINE_LEAST) {
      return fewest.withBaseline(before, after, none, waitedAlone(evidence));
    }
    double told = evidence.toldServiceSeconds() * 1e3;
    if (!Double.isNaN(told)) {
      return fewest.with(Source.TOLD, told, told, Alone.of(DoubleStream.of(told)));
    }
    if (none.count() >= ENOUGH_ALONE) {
      return fewest.with(Source.MET_NONE, none.medianMs(), none.meanMs(), none);
    }
    return fewest;
  }

  /**
   * Median of what the server's own times leave over of a request alone, ms; NaN where none told.
   * The first request that a worker answers meets it cold, and of a slow server's few that would be
   * most of the mean.
   */
  private static double waitedAlone(Evidence evidence) {
    double[] waited =
        evidence.samples.baseline.rows(true, Long.MAX_VALUE).stream()
            .filter(row -> row.waitedUs() >= 0)
            .mapToDouble(row -> row.waitedUs() / 1e3)
            .toArray();
    return waited.length == 0 ? Double.NaN : Robust.median(waited);
  }

  private static Alone metNone(Evidence evidence) {
    DoubleStream.Builder alone = DoubleStream.builder();
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          if (stretch.met(at) == 1) {
            alone.add(stretch.response(at) * 1e3);
          }
        });
    return Alone.of(alone.build());
  }

  private Uncontended withBaseline(Alone ahead, Alone behind, Alone none, double waitedMs) {
    double low = ahead.meanMs();
    double high = ahead.meanMs();
    double mean = ahead.meanMs();
    double median = ahead.medianMs();
    double variation = ahead.variation();
    if (behind.count() >= BASELINE_LEAST) {
      low = Math.min(low, behind.meanMs());
      high = Math.max(high, behind.meanMs());
      long all = ahead.count() + behind.count();
      boolean differs = ahead.sigmasTo(behind) > DIFFERS;
      double part = differs ? 0.5 : (double) ahead.count() / all;
      mean = part * ahead.meanMs() + (1 - part) * behind.meanMs();
      median = part * ahead.medianMs() + (1 - part) * behind.medianMs();
      if (!differs) {
        low = mean;
        high = mean;
        // Requests that met no other are as good, and may be many more.
        if (none.count() > all) {
          mean = (mean * all + none.meanMs() * none.count()) / (all + none.count());
          low = mean;
          high = mean;
          variation = none.variation();
        }
      }
    }
    return new Uncontended(
        Source.BASELINE,
        median,
        mean,
        low,
        high,
        variation,
        Double.isNaN(waitedMs) ? waitingMs : waitedMs,
        backendMs,
        ahead,
        behind);
  }

  private Uncontended with(Source from, double median, double mean, Alone alone) {
    return of(from, median, mean, alone.variation(), waitingMs, backendMs);
  }

  /** Without a baseline. */
  private static Uncontended of(
      Source source, double p50, double mean, double variation, double waiting, double backend) {
    Alone none = Alone.of(DoubleStream.empty());
    return new Uncontended(source, p50, mean, mean, mean, variation, waiting, backend, none, none);
  }

  private static Uncontended imported(Source source, double p50, double mean) {
    return of(source, p50, mean, 1, Double.NaN, Double.NaN);
  }

  private static Uncontended fewest(Evidence evidence) {
    Quantiles response = Quantiles.ofInterval();
    Split split = new Split();
    long all = evidence.samples.levels.stream().mapToLong(l -> l.response.count()).sum();
    long wanted = Math.max(AT_LEAST, all / 100);
    for (Level level : evidence.samples.levels) {
      if (level.response.count() > 0) {
        response.add(level.response);
        split.add(level.split);
        double inFlight = (double) level.inFlightSum / level.response.count();
        // Beyond the server's slots requests wait by design: a few without contention tell more.
        boolean full = evidence.slots() > 0 && inFlight >= evidence.slots();
        if (response.count() >= (full ? FEW : wanted)) {
          break;
        }
      }
    }
    double p50 = response.percentile(50) / 1e3;
    double mean = response.mean() / 1e3;
    double waiting = split.meanWaitingUs() / 1e3;
    double backend = split.meanBackendUs() / 1e3;
    Quantiles waits = evidence.samples.waiting;
    if (waits.count() >= AT_LEAST) {
      // The first requests may have found a cold server: one in a hundred never waits for long.
      waiting = Math.min(waiting, waits.percentile(1) / 1e3);
    }
    // So may a later stretch have been faster.
    for (Window window : evidence.windows) {
      if (window.completed() >= AT_LEAST && window.p50Ms() < p50) {
        p50 = window.p50Ms();
        mean = Math.min(mean, window.meanMs());
        waiting = Math.min(waiting, window.waitingMs());
      }
    }
    return of(Double.isNaN(mean) ? Source.NONE : Source.FEWEST, p50, mean, 1, waiting, backend);
  }

  /** Of an imported run: the windows whose mean is within a quarter of the lowest. */
  private static Uncontended imported(Evidence evidence) {
    double lowest = Double.POSITIVE_INFINITY;
    for (Window window : evidence.windows) {
      if (window.completed() >= AT_LEAST && window.meanMs() > 0) {
        lowest = Math.min(lowest, window.meanMs());
      }
    }
    double p50 = Double.NaN;
    double mean = 0;
    double completed = 0;
    double all = 0;
    for (Window window : evidence.windows) {
      all += window.completed();
      if (window.completed() >= AT_LEAST && window.meanMs() <= 1.25 * lowest) {
        mean += window.meanMs() * window.completed();
        completed += window.completed();
        p50 = Double.isNaN(p50) ? window.p50Ms() : Math.min(p50, window.p50Ms());
      }
    }
    if (completed > 0.9 * all && evidence.scenario.summary().isPresent()) {
      // No window is slower: the files' own mean is more exact than its parts.
      double whole = evidence.scenario.summary().get().responseTime().meanMs();
      return imported(Source.FEWEST, p50, whole);
    }
    double nominal = evidence.nominalServiceSeconds() * 1e3;
    if (nominal > 0) {
      return imported(Source.TOLD, nominal, nominal);
    }
    return completed == 0
        ? imported(Source.NONE, Double.NaN, Double.NaN)
        : imported(Source.FEWEST, p50, mean / completed);
  }
}
