package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Robust;
import java.util.Optional;

/**
 * The CPU that the server can have: its limit, the host's cores, and a core per worker (Python's
 * interpreter lock). A host whose cores are all busy leaves the server no more, whoever uses them.
 * What it would reach alone follows from the utilization law: cores / CPU time a request.
 */
final class ServerCpu implements Limiter.Finder {
  /** Accounting by clock ticks is no finer. */
  private static final double ERROR = 0.03;

  private static final double NOTICEABLE_CORES = 0.05;

  @Override
  public Optional<Candidate> find(Evidence evidence) {
    double[] server = evidence.focusColumn(Intervals.CPU_CORES);
    double used = Robust.mean(server);
    if (Double.isNaN(used)) {
      return Optional.empty();
    }
    boolean here = evidence.serverHere();
    double cores = here ? evidence.run.host().cores() : Double.POSITIVE_INFINITY;
    double most = evidence.scenario.server().cpus().orElse(cores);
    double workers = python(evidence) ? evidence.scenario.server().workers().get() : cores;
    double limit = Math.min(Math.min(cores, most), workers);
    if (Double.isInfinite(limit)) {
      return Optional.empty(); // another machine's cores are not recorded
    }
    double host = here ? Robust.mean(evidence.focusColumn(Intervals.HOST_CPU_CORES)) : Double.NaN;
    double utilization = used / limit;
    double[] around = Blocks.meanInterval(server, 4);
    double low = around[0] / limit;
    double high = around[1] / limit;
    // The server's part of a full host is what load buys; a hog beside it would be the finding.
    if (host / cores > utilization && used >= 0.25 * host) {
      utilization = host / cores;
      double[] whole = Blocks.meanInterval(evidence.focusColumn(Intervals.HOST_CPU_CORES), 4);
      low = whole[0] / cores;
      high = whole[1] / cores;
    }
    double x = Robust.mean(evidence.focusColumn(Intervals.GOODPUT));
    return Optional.of(
        new Candidate(
            Limiter.Name.SERVER_CPU,
            utilization,
            low - ERROR,
            high + ERROR,
            utilization > 0.05 ? Optional.of(x / utilization) : Optional.empty(),
            found(evidence, used, limit, host, x)));
  }

  /** The server's own share, what stood beside it, and what it would reach without that. */
  private static String found(
      Evidence evidence, double used, double limit, double host, double perSecond) {
    boolean mock = evidence.mockBeside();
    boolean driver = evidence.serverHere();
    double load =
        (mock ? known(evidence, Intervals.MOCK_CPU_CORES) : 0)
            + (driver ? known(evidence, Intervals.DRIVER_CPU_CORES) : 0);
    double others = host - used - load;
    String beside = mock && driver ? "mock and driver" : mock ? "mock" : "driver";
    String found =
        format("the server used %.2f of %.1f cores", used, limit)
            + (mock || driver ? format(", %s %.2f", beside, load) : "")
            + (others >= NOTICEABLE_CORES ? format(", others on this machine %.2f", others) : "");
    if (!(perSecond > 0) || used < NOTICEABLE_CORES) {
      return found;
    }
    double demandS = used / perSecond;
    return found
        + format(
            "; with %.1f cores to itself it would reach about %.0f req/s (demand %.1f ms a request)",
            limit, limit / demandS, 1e3 * demandS);
  }

  private static double known(Evidence evidence, String column) {
    return Robust.orZero(Robust.mean(evidence.focusColumn(column)));
  }

  /** Whether a worker is known to be a process of Python's. */
  private static boolean python(Evidence evidence) {
    return evidence.scenario.server().engine().isPresent()
        && evidence.scenario.server().workers().isPresent();
  }
}
