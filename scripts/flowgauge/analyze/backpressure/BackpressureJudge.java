package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure.LoadPoint;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.backpressure.Signature.Level;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.Accumulator;
import java.util.List;
import java.util.Optional;

/**
 * Joins the signs to a verdict: saturated where two that vote say so, onset where two say at least
 * that. One alone is not believed: each of them has cases in which it is wrong.
 */
public final class BackpressureJudge {
  /** Every sign; a further one needs its file and a line here. */
  static final List<Signature.Finder> SIGNS =
      List.of(
          new LittleCheck(),
          new InFlightGrowth(),
          new Plateau(),
          new LittleSlope(),
          new WaitingShare(),
          new Gradient(),
          new SlotUtilization(),
          new Stall(),
          new MedianDrift(),
          new GoodputCollapse(),
          new TailRatio(),
          new ResponseSpread(),
          new Dispersion());

  /** With fewer responses nothing is said. */
  private static final double FEWEST = 30;

  private BackpressureJudge() {}

  public static Backpressure judge(Evidence evidence) {
    List<Signature> signatures = SIGNS.stream().map(sign -> sign.find(evidence)).toList();
    List<LoadPoint> points =
        evidence.windows.stream()
            .filter(w -> !Double.isNaN(w.inFlight()))
            .map(w -> new LoadPoint(w.seconds(), w.inFlight(), w.throughput(), w.p50Ms()))
            .toList();
    Optional<Backpressure.Knee> knee =
        evidence.constantRate() && !evidence.focus.contended()
            ? Optional.empty()
            : Knees.find(points);
    Verdict verdict = verdict(evidence, signatures);
    Optional<Double> onset =
        verdict == Verdict.NONE || verdict == Verdict.CANNOT_TELL
            ? Optional.empty()
            : knee.map(Backpressure.Knee::inFlight).or(() -> onset(evidence));
    Optional<Double> since =
        verdict == Verdict.SATURATED
            ? Optional.of(evidence.focus.from() * evidence.intervals.stepSeconds())
            : Optional.empty();
    return new Backpressure(
        verdict,
        onset,
        since,
        sentence(evidence, verdict, onset, since, signatures),
        signatures,
        verdict == Verdict.NONE ? Optional.empty() : knee,
        points);
  }

  private static Verdict verdict(Evidence evidence, List<Signature> signatures) {
    double completed = evidence.windows.stream().mapToDouble(Window::completed).sum();
    if (completed < FEWEST) {
      return Verdict.CANNOT_TELL;
    }
    if (votes(signatures, Level.SATURATED) >= 2) {
      return Verdict.SATURATED;
    }
    return votes(signatures, Level.ONSET) >= 2 ? Verdict.ONSET : Verdict.NONE;
  }

  private static long votes(List<Signature> signatures, Level atLeast) {
    return signatures.stream()
        .filter(sign -> sign.votes() && sign.level().compareTo(atLeast) >= 0)
        .count();
  }

  /** The fewest in flight from which on the median stays a quarter above the uncontended one. */
  private static Optional<Double> onset(Evidence evidence) {
    double found = Double.NaN;
    if (evidence.samples != null) {
      for (Accumulator.Level level : evidence.samples.levels) {
        if (level.response.count() >= 10) {
          boolean slow = level.response.percentile(50) / 1e3 > 1.25 * evidence.base.p50Ms();
          double at = (double) level.inFlightSum / level.response.count();
          found = !slow ? Double.NaN : Double.isNaN(found) ? at : found;
        }
      }
    }
    return Double.isNaN(found) ? Optional.empty() : Optional.of(found);
  }

  private static String sentence(
      Evidence evidence,
      Verdict verdict,
      Optional<Double> onset,
      Optional<Double> since,
      List<Signature> signatures) {
    String signs =
        String.join(
            ", ",
            signatures.stream()
                .filter(sign -> sign.votes() && sign.level().compareTo(Level.ONSET) >= 0)
                .map(sign -> format("%s %.2f", sign.name(), sign.value()))
                .toList());
    String from = onset.map(n -> format(" at %.0f in flight", n)).orElse("");
    double until = evidence.focus.to() * evidence.intervals.stepSeconds();
    return switch (verdict) {
      case NONE -> "no backpressure";
      case ONSET -> "onset of backpressure" + from + ": " + signs;
      case SATURATED ->
          format("saturated from %.0f s to %.0f s", since.orElse(0.0), until)
              + onset.map(n -> format(", from %.0f in flight on", n)).orElse("")
              + ": "
              + signs;
      case CANNOT_TELL -> "too few responses to say";
    };
  }
}
