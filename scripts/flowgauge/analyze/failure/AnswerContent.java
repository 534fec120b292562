package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.sample.Outcome;
import java.util.Optional;

/** The answer was whole and its status good, and it lacks what it was expected to hold. */
final class AnswerContent implements Failures.CauseFinder {
  private static final double SURE = 0.95;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long lacking = cluster.count(Outcome.UNEXPECTED_ANSWER);
    long cut = cluster.count(Outcome.STREAM_CUT);
    return lacking + cut == 0
        ? Optional.empty()
        : Optional.of(
            new Cause(
                "answer content",
                SURE * (lacking + cut) / cluster.count(),
                format(
                    "%,d of %,d had a good status and lacked %s",
                    lacking + cut, cluster.count(), lacked(lacking, cut))));
  }

  private static String lacked(long lacking, long cut) {
    return lacking == 0
        ? "the event that ends a stream"
        : "what is expected of an answer"
            + (cut == 0 ? "" : format(", %,d of them a stream's end", cut));
  }
}
