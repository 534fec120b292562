package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.LoadInfo;
import flowgauge.record.sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The driver gave up waiting: a limit that was set, under which a longer queue fails. */
final class Timeout implements Failures.CauseFinder {
  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    LoadInfo load = evidence.load();
    long answers = cluster.count(Outcome.RESPONSE_TIMEOUT);
    long connects = cluster.count(Outcome.CONNECT_TIMEOUT);
    if (answers + connects == 0) {
      return Optional.empty();
    }
    List<String> ended = new ArrayList<>();
    if (answers > 0) {
      ended.add(
          format(
              "%d of %d ended by the timeout of %s",
              answers, cluster.count(), seconds(load.timeoutSeconds())));
    }
    if (connects > 0) {
      double limit = Math.min(load.connectTimeoutSeconds(), load.timeoutSeconds());
      ended.add(
          format(
              "%d of %d ended by the connect timeout of %s",
              connects, cluster.count(), seconds(limit)));
    }
    return Optional.of(
        new Cause(
            "timeout", 0.9 * (answers + connects) / cluster.count(), String.join(", ", ended)));
  }

  private static String seconds(double seconds) {
    return seconds == Math.rint(seconds) ? format("%.0f s", seconds) : format("%s s", seconds);
  }
}
