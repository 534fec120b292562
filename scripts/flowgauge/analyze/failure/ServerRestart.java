package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.ServerEvents;
import java.util.List;
import java.util.Optional;

/** A worker died or the server started again, by what gunicorn says in {@code server.log}. */
final class ServerRestart implements Failures.CauseFinder {
  private static final double NEAR_S = 3;

  private final ServerEvents log;

  /** How gunicorn stops at our own word, too. */
  private static final List<String> OURS = List.of("SIGTERM", "Shutting down", "Worker exiting");

  ServerRestart(ServerEvents log) {
    this.log = log;
  }

  /** Lines of our own stop come behind the scenario's last request, with whole seconds cut off. */
  private static double until(Evidence evidence) {
    double end = evidence.scenario.endUs().map(us -> us / 1e6).orElse(Double.POSITIVE_INFINITY);
    return Math.min(end - 1, Math.max(evidence.loadEndSeconds, end - 2));
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    return log.events().stream()
        .filter(ServerEvents::duringLoad)
        .filter(event -> event.seconds() <= until(evidence))
        .filter(event -> OURS.stream().noneMatch(event.what()::endsWith))
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
