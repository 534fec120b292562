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
 * than N / (R0 + Z) a second.
 *
 * <p>Source: the asymptotic bounds of operational analysis, P. J. Denning and J. P. Buzen,
 * Computing Surveys 10 (1978).
 */
final class Clients implements Limiter.Finder {
  @Override
  public Optional<Candidate> find(Evidence evidence) {
    if (evidence.open()) {
      return Optional.empty();
    }
    double[] throughput = evidence.focusColumn(Intervals.THROUGHPUT);
    double users = Robust.mean(evidence.focusColumn(Intervals.USERS));
    double response = evidence.base.meanMs() / 1e3;
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
                users, response, evidence.thinkSeconds(), bound, x)));
  }
}
