package flowgauge.analyze.backpressure;

import flowgauge.analyze.backpressure.Backpressure.LoadPoint;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Level;
import java.util.List;
import java.util.Optional;

/** Says whether work piled up, where, and from how many in flight on. */
public final class BackpressureJudge {
  private BackpressureJudge() {}

  /** Judges a run. */
  public static Backpressure judge(Evidence evidence) {
    PiledUp piled = new PiledUp(evidence);
    List<LoadPoint> points =
        evidence.windows.stream()
            .filter(w -> !Double.isNaN(w.inFlight()))
            .map(w -> new LoadPoint(w.seconds(), w.inFlight(), w.throughput(), w.p50Ms()))
            .toList();
    boolean calm = piled.verdict == Verdict.NONE || piled.verdict == Verdict.CANNOT_TELL;
    Optional<Backpressure.Knee> knee =
        calm || evidence.constantRate() && !evidence.focus.contended()
            ? Optional.empty()
            : Knees.find(points);
    boolean saturated = piled.verdict == Verdict.SATURATED;
    Optional<Double> onset =
        calm
            ? Optional.empty()
            : piled
                .slots
                .filter(slots -> saturated && slots.told())
                .map(Backpressure.Slots::count)
                .or(() -> knee.map(Backpressure.Knee::inFlight))
                .or(() -> onset(evidence))
                .filter(inFlight -> inFlight >= 1);
    if (saturated && Double.isNaN(piled.fromS)) {
      piled.fromS = evidence.focus.from() * evidence.intervals.stepSeconds();
      piled.toS = evidence.focus.to() * evidence.intervals.stepSeconds();
    }
    boolean unknown = piled.verdict == Verdict.CANNOT_TELL;
    boolean baseless = piled.verdict != Verdict.NONE && piled.waiting.isEmpty();
    Optional<Lack> lack = unknown || baseless ? Optional.of(Lack.of(evidence)) : Optional.empty();
    return new Backpressure(
        piled.verdict,
        onset,
        saturated ? Optional.of(piled.fromS) : Optional.empty(),
        saturated ? Optional.of(piled.toS) : Optional.empty(),
        piled.waiting,
        Optional.of(piled.met).filter(Met::tested),
        piled.surplus,
        piled.slots,
        BackpressureText.sentence(piled, onset, lack),
        lack,
        Signs.of(evidence, piled),
        knee,
        points);
  }

  /** The fewest in flight from which on the median stays a quarter above the uncontended one. */
  private static Optional<Double> onset(Evidence evidence) {
    double found = Double.NaN;
    if (evidence.samples != null) {
      for (Level level : evidence.samples.levels) {
        if (level.response.count() >= 10) {
          boolean slow = level.response.percentile(50) / 1e3 > 1.25 * evidence.base.p50Ms();
          double at = (double) level.inFlightSum / level.response.count();
          found = !slow ? Double.NaN : Double.isNaN(found) ? at : found;
        }
      }
    }
    return Double.isNaN(found) ? Optional.empty() : Optional.of(found);
  }
}
