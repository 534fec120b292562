package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.sample.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** No connection was had: nobody listened, or those that do took no more. */
final class NoConnection implements Failures.CauseFinder {
  private static final double SURE = 0.9;

  private static final List<Outcome> WAYS =
      List.of(Outcome.CONNECT_REFUSED, Outcome.CONNECT_TIMEOUT, Outcome.CONNECT_FAILED);

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long all = WAYS.stream().mapToLong(cluster::count).sum();
    return all == 0
        ? Optional.empty()
        : Optional.of(
            new Cause(
                "connections",
                SURE * all / cluster.count(),
                WAYS.stream()
                    .filter(way -> cluster.count(way) > 0)
                    .map(way -> format("%,d %s", cluster.count(way), words(way)))
                    .collect(Collectors.joining(", "))));
  }

  private static String words(Outcome way) {
    return switch (way) {
      case CONNECT_REFUSED -> "refused a connection: nobody listened, or no more were taken";
      case CONNECT_TIMEOUT -> "got no connection in time: its queue was full, or nobody took it up";
      default -> "failed to connect";
    };
  }
}
