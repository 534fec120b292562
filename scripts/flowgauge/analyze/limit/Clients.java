package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Robust;
import java.util.Optional;

/**
 * The users of a closed model: with response time R0 and wait time Z, N of them cannot ask for more
 * than N / (R0 + Z) a second. R0 is what a request takes alone.
 *
 * <p>Source: the asymptotic bounds of operational analysis, P. J. Denning and J. P. Buzen,
 * Computing Surveys 10 (1978).
 */
final class Clients implements Limiter.Finder {
  /**
   * From this ratio on R0 is not what users waited for: the service was another before the load.
   */
  private static final double FAR = 1.5;

  /** From this ratio on what was measured lies above the bound by more than rounding. */
  private static final double QUICKER = 1.02;

  @Override
  public Optional<Candidate> find(Evidence evidence) {
    return evidence.open() ? Optional.empty() : of(evidence, evidence.base.meanMs() / 1e3);
  }

  /**
   * Where nothing waited for another request: with what one took then, if that is far from what it
   * took before the load.
   */
  static Candidate calm(Evidence evidence, Candidate found) {
    boolean near = found.utilization() < FAR && found.utilization() > 1 / FAR;
    return near && !evidence.base.changed()
        ? found
        : of(evidence, evidence.perAnswer(Intervals.MEAN_MS) / 1e3).orElse(found);
  }

  private static Optional<Candidate> of(Evidence evidence, double response) {
    double[] throughput = evidence.focusColumn(Intervals.THROUGHPUT);
    double users = Robust.mean(evidence.focusColumn(Intervals.USERS));
    double bound = users / (response + evidence.thinkSeconds());
    if (Double.isNaN(bound) || users == 0) {
      return Optional.empty();
    }
    double x = Robust.mean(throughput);
    double[] around = Blocks.meanInterval(throughput, 5);
    return Optional.of(
        new Candidate(
            Limiter.Name.CLIENTS,
            x / bound,
            around[0] / bound,
            around[1] / bound,
            Optional.of(bound),
            format(
                    "%.0f users / (%.3f s response + %.2f s wait) = %.1f req/s, measured %.1f",
                    users, response, evidence.thinkSeconds(), bound, x)
                + (x > QUICKER * bound ? ": requests took less than that" : "")));
  }
}
