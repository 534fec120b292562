package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.intervals.Split;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.limit.Limiter.Name;
import flowgauge.analyze.pause.Pauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What takes requests away or holds all of them up: refusals, connections that were not had, other
 * failures, pauses. How full such a limit is says the share of requests, or of time, that it took.
 */
final class Losses {
  /** A wait for a connection matters from this part of the response time on. */
  private static final double CONNECTING = 0.2;

  /** So many waits are no accident. */
  private static final int FEW = 5;

  private Losses() {}

  static List<Candidate> find(Evidence evidence, Fates fates, Pauses pauses) {
    List<Candidate> found = new ArrayList<>();
    double asked = Math.max(1, fates.asked());
    if (fates.refused() > 0) {
      found.add(
          candidate(
              Name.REFUSED,
              fates.refused() / asked,
              fates.letThroughPerSecond(),
              format(
                  "the server refused %,d of %,d (429 or 503)%s",
                  fates.refused(),
                  fates.asked(),
                  fates
                      .letThroughPerSecond()
                      .map(r -> format(" and let through %.1f a second at the most", r))
                      .orElse(""))));
    }
    connections(evidence, fates, asked).ifPresent(found::add);
    if (fates.failed() > 0) {
      found.add(
          candidate(
              Name.FAILURES,
              fates.failed() / asked,
              Optional.empty(),
              format("%,d of %,d failed", fates.failed(), fates.asked())));
    }
    if (pauses.verdict() == Pauses.Verdict.YES) {
      found.add(candidate(Name.PAUSES, pauses.shareOfLoad(), Optional.empty(), pauses.sentence()));
    }
    return found;
  }

  private static Optional<Candidate> connections(Evidence evidence, Fates fates, double asked) {
    double connecting = 0;
    if (evidence.samples != null) {
      Split split = evidence.samples.split();
      double all = Math.max(1, split.responseUs + split.withoutResponseUs);
      boolean waited = split.waitedForConnection() >= Math.max(FEW, Fates.MATTERS * asked);
      connecting = waited ? (split.connectUs + split.withoutConnectUs) / all : 0;
    }
    double lost = fates.unconnected() / asked;
    if (fates.unconnected() == 0 && connecting < CONNECTING) {
      return Optional.empty();
    }
    String waiting =
        connecting >= CONNECTING
            ? format("; of the others' response time %.0f %% was waiting for one", 100 * connecting)
            : "";
    return Optional.of(
        candidate(
            Name.CONNECTIONS,
            Math.max(lost, connecting >= CONNECTING ? connecting : 0),
            Optional.empty(),
            format("%,d of %,d found no connection", fates.unconnected(), fates.asked())
                + waiting));
  }

  private static Candidate candidate(
      Name name, double share, Optional<Double> bound, String evidence) {
    return new Candidate(name, share, share, share, bound, evidence);
  }
}
