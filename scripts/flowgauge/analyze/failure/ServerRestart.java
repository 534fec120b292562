package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.ServerEvents;
import java.util.Optional;

/** A worker died or the server started again, by what gunicorn says in {@code server.log}. */
final class ServerRestart implements Failures.CauseFinder {
  private static final double NEAR_S = 3;

  private final ServerEvents log;

  ServerRestart(ServerEvents log) {
    this.log = log;
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    return log.events().stream()
        .filter(ServerEvents::duringLoad)
        .filter(
            event ->
                event.seconds() >= cluster.fromSeconds() - NEAR_S
                    && event.seconds() <= cluster.toSeconds() + NEAR_S)
        .findFirst()
        .map(
            event ->
                new Cause(
                    "server_restart",
                    0.95,
                    format(
                        "server.log at %.0f s: %s (%d such lines in the run)",
                        event.seconds(), event.what(), log.events().size())));
  }
}
