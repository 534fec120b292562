package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.evidence.Alone;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.intervals.Connects;
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

  /** A part of all connections that is no accident. */
  private static final double UNANSWERED = 0.05;

  /** Twice as many say that it is not connections that matter. */
  private static final int OFTEN = 2;

  /** Whoever waits by so much more once connected is not held up by connections alone. */
  private static final double WAITS_INSIDE = Math.log(1.2);

  private static final double SIGMAS = 2;

  /**
   * A server with room for a sixth more serves more than a sixth at once, half of them in less than
   * the median.
   */
  private static final double AT_ONCE = 0.05;

  static List<Candidate> find(
      Evidence evidence, Backpressure backpressure, Fates fates, Pauses pauses) {
    List<Candidate> found = new ArrayList<>();
    double asked = Math.max(1, fates.asked());
    if (fates.refused() > 0 && !allWaited(evidence, backpressure)) {
      found.add(
          Candidate.within(
              Name.REFUSED,
              fates.refused() / asked,
              0,
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
    connections(evidence, fates, asked)
        .or(() -> unanswered(evidence, backpressure, fates))
        .ifPresent(found::add);
    failures(evidence, backpressure, fates, asked).ifPresent(found::add);
    // Of one user a request that took long is all that can be seen.
    boolean several = evidence.open() || evidence.mostUsers() > 1;
    if (pauses.verdict() == Pauses.Verdict.YES && several) {
      found.add(
          Candidate.within(
              Name.PAUSES, pauses.shareOfLoad(), 0, Optional.empty(), pauses.sentence()));
    }
    return found;
  }

  /**
   * Failures that no queue explains; a request that the client gives up on is one where nothing
   * piled up. Users who wait for one that fails ask for nothing meanwhile.
   */
  private static Optional<Candidate> failures(
      Evidence evidence, Backpressure backpressure, Fates fates, double asked) {
    boolean alone = evidence.failsAlone();
    boolean calm = alone || backpressure.verdict() == Backpressure.Verdict.NONE;
    long failed = fates.failed() + (calm ? fates.timedOut() : 0);
    if (failed == 0) {
      return Optional.empty();
    }
    double users = evidence.open() ? Double.NaN : evidence.mostUsers();
    double held =
        evidence.samples == null || Double.isNaN(users) || users == 0
            ? 0
            : evidence.samples.failedTimes.count()
                * evidence.samples.failedTimes.mean()
                / 1e6
                / (users * evidence.judgedSeconds());
    return Optional.of(
        Candidate.within(
            Name.FAILURES,
            Math.max(failed / asked, calm ? held : 0),
            0,
            Optional.empty(),
            format("%,d of %,d failed", failed, fates.asked())
                + (alone ? ", as all did that were sent alone" : crowding(evidence))
                + (calm && held > failed / asked
                    ? format(", and users waited for them for %.0f %% of their time", 100 * held)
                    : "")));
  }

  private static String crowding(Evidence evidence) {
    return evidence.samples == null
        ? ""
        : Crowding.of(evidence.samples.levels).map(found -> ": " + found.sentence()).orElse("");
  }

  private static Optional<Candidate> connections(Evidence evidence, Fates fates, double asked) {
    double connecting = 0;
    if (evidence.samples != null) {
      Split split = evidence.samples.split();
      double all = Math.max(1, split.responseUs + split.withoutResponseUs);
      boolean waited = evidence.samples.connects.waited() >= Math.max(FEW, Fates.MATTERS * asked);
      connecting = waited ? (split.connectUs + split.withoutConnectUs) / all : 0;
    }
    double lost = fates.unconnected() / asked;
    if (fates.unconnected() == 0 && connecting < CONNECTING || waitInside(evidence)) {
      return Optional.empty();
    }
    boolean slow = connecting >= CONNECTING;
    return Optional.of(
        Candidate.within(
            Name.CONNECTIONS,
            Math.max(lost, slow ? connecting : 0),
            0,
            Optional.empty(),
            lost > 0
                ? format("%,d of %,d found no connection", fates.unconnected(), fates.asked())
                    + (slow
                        ? format(
                            "; of the others' response time %.0f %% was waiting for one",
                            100 * connecting)
                        : "")
                : format(
                    "%.0f %% of the response time was waiting for a connection",
                    100 * connecting)));
  }

  /**
   * Connections that were had and never answered, though the others were, again and again: whoever
   * serves them has no room for more, or hangs.
   */
  private static Optional<Candidate> unanswered(
      Evidence evidence, Backpressure backpressure, Fates fates) {
    if (evidence.samples == null || backpressure.verdict() != Backpressure.Verdict.NONE) {
      return Optional.empty();
    }
    Connects connects = evidence.samples.connects;
    long never = connects.unanswered();
    long all = never + connects.count();
    boolean kept = fates.served() >= OFTEN * connects.count();
    boolean others = fates.unfinished() + fates.timedOut() >= OFTEN * never;
    return never < FEW || never < UNANSWERED * all || !kept || others
        ? Optional.empty()
        : Optional.of(
            Candidate.within(
                Name.CONNECTIONS,
                (double) never / all,
                0,
                Optional.empty(),
                format(
                    "%,d of %,d connections were never answered, though others were", never, all)));
  }

  /** Whether those that got a connection took longer than alone: what serves them is the limit. */
  private static boolean waitInside(Evidence evidence) {
    Alone alone = evidence.base.before();
    if (evidence.samples == null || alone.count() < FEW) {
      return false;
    }
    Connects connects = evidence.samples.connects;
    return connects.count() >= FEW
        && connects.servedLogMean() - alone.logMean() > WAITS_INSIDE + SIGMAS * alone.logError();
  }

  /**
   * Whether, while work piled up, hardly any that were let in were served at once: in as little
   * time as the quicker half takes alone. What serves them is then the limit, whatever was refused.
   */
  private static boolean allWaited(Evidence evidence, Backpressure backpressure) {
    double alone = evidence.base.p50Ms() / 1e3;
    if (!evidence.base.known()
        || evidence.samples == null
        || backpressure.saturatedSinceSeconds().isEmpty()) {
      return false;
    }
    double from = backpressure.saturatedSinceSeconds().get();
    double to = backpressure.saturatedUntilSeconds().orElse(from);
    long[] counts = new long[2];
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          if (stretch.sent(at) >= from && stretch.sent(at) < to) {
            counts[0]++;
            counts[1] += stretch.response(at) <= alone ? 1 : 0;
          }
        });
    return counts[0] >= FEW && counts[1] < AT_ONCE * counts[0];
  }
}
