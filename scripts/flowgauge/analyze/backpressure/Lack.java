package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Uncontended;
import flowgauge.analyze.intervals.Baseline;
import java.util.List;
import java.util.Optional;

/**
 * What a run lacks where it can't be told whether load piled up.
 *
 * @param what it is
 * @param count how many it had of it: answers, or requests of a baseline
 * @param baselineSeconds how long a baseline that tells more would take
 */
public record Lack(What what, long count, Optional<Long> baselineSeconds) {
  /** Of a longer baseline that is asked for. */
  private static final long SHORTEST_S = 20;

  /** The longest that bench takes. */
  private static final long LONGEST_S = 600;

  /** What may lack. */
  public enum What {
    /** Answers of the load. */
    ANSWERS,
    /** Answers even without any load. */
    ANSWERS_ALONE,
    /** What a request takes alone: nobody asked, nobody told. */
    BASELINE,
    /** Requests of the baseline that there was. */
    LONGER_BASELINE,
    /** A mixture of requests that stays the same. */
    ONE_MIXTURE,
    /** Loads that differ, so that a queue can be told from a slower service. */
    STEPS
  }

  static Lack of(Evidence evidence) {
    if (evidence.failsAlone()) {
      return new Lack(What.ANSWERS_ALONE, evidence.samples.baseline.failed(), Optional.empty());
    }
    long answers = Math.round(evidence.windows.stream().mapToDouble(w -> w.completed()).sum());
    if (answers < PiledUp.FEWEST) {
      return new Lack(What.ANSWERS, answers, Optional.empty());
    }
    boolean known = evidence.base.known() || evidence.reportsService();
    List<Baseline.Row> asked =
        evidence.samples == null ? List.of() : evidence.samples.baseline.rows(true, Long.MAX_VALUE);
    boolean rests = !known || evidence.base.source() == Uncontended.Source.BASELINE;
    if (!asked.isEmpty() && asked.size() < Uncontended.ENOUGH_ALONE && rests) {
      double ms = asked.stream().mapToDouble(row -> row.responseUs() / 1e3).average().orElse(0);
      long tens = 10 * (long) Math.ceil(Uncontended.ENOUGH_ALONE * ms / 1e4);
      long seconds = Math.min(LONGEST_S, Math.max(SHORTEST_S, tens));
      return new Lack(What.LONGER_BASELINE, asked.size(), Optional.of(seconds));
    }
    return new Lack(known ? What.STEPS : What.BASELINE, 0, Optional.empty());
  }

  /** What to do about it, as the end of a sentence. */
  public String advice() {
    return switch (what) {
      case ANSWERS -> format("%s came, too few: run it for longer", answers());
      case ANSWERS_ALONE ->
          format(
              "find out first why requests fail without any load, too: none of the %d that were sent"
                  + " alone was answered well",
              count);
      case BASELINE ->
          "tell what a request takes alone (--service-time), or let bench ask the server first"
              + " (--baseline)";
      case LONGER_BASELINE ->
          format(
              "the baseline had %s, too few: ask for a longer one, --baseline %ds",
              count == 1 ? "1 request" : count + " requests", baselineSeconds.orElse(SHORTEST_S));
      case ONE_MIXTURE ->
          "look at the requests of one name alone (analyze --only), or ask for the same ones all along";
      case STEPS -> "let the load grow in steps (--stage), so that its steps can be compared";
    };
  }

  private String answers() {
    return count == 0 ? "no answer" : count == 1 ? "1 answer" : count + " answers";
  }
}
