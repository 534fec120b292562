package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import java.util.Optional;

/** The verdict on backpressure in words. */
final class BackpressureText {
  static final String OTHER_REQUESTS =
      "other requests were made at the end than at the start, and what each takes alone is not known";

  static String sentence(PiledUp piled, Optional<Double> onset, Optional<Lack> lack) {
    return switch (piled.verdict) {
      case NONE -> "no backpressure" + none(piled);
      case ONSET ->
          "onset of backpressure"
              + onset.map(n -> format(" at %.0f in flight", n)).orElse("")
              + because(waited(piled));
      case SATURATED ->
          format("saturated from %.0f s to %.0f s", piled.fromS, piled.toS)
              + onset.map(n -> format(", from %.0f in flight on", n)).orElse("")
              + because(saturated(piled));
      case CANNOT_TELL -> "can't tell: " + unknown(piled, lack.orElseThrow());
    };
  }

  private static String unknown(PiledUp piled, Lack lack) {
    Optional<String> waited =
        piled
            .waiting
            .filter(w -> w.share() >= Fullness.WAITS)
            .map(
                w ->
                    format(
                        "requests took %.0f ms longer than the %.0f ms that they take alone, and",
                        w.waitedMs(), w.aloneMs()));
    return switch (lack.what()) {
      case ANSWERS -> lack.advice();
      case ANSWERS_ALONE ->
          format("requests fail without any load, too: %d of %1$d sent alone did", lack.count());
      case ONE_MIXTURE -> OTHER_REQUESTS;
      case BASELINE -> "what a request takes alone is not known and does not show";
      case LONGER_BASELINE -> waited.map(found -> found + " ").orElse("") + lack.advice();
      case STEPS ->
          waited.map(found -> found + " what they").orElse("what requests")
              + " met does not tell a queue from a slower service";
    };
  }

  private static String because(String why) {
    return why.isEmpty() ? "" : ": " + why;
  }

  private static String none(PiledUp piled) {
    long unanswered = piled.evidence.unanswered();
    if (unanswered > 0) {
      return format(" among what was answered; %,d requests were not", unanswered);
    }
    if (piled.waiting.filter(w -> w.share() >= Fullness.WAITS).isPresent()) {
      return ": requests took longer at times, but not because they met others";
    }
    return "";
  }

  private static String waited(PiledUp piled) {
    return piled
        .waiting
        .map(
            w ->
                format("requests waited %.0f ms on the mean, ", w.waitedMs())
                    + (w.share() < 2
                        ? format("%.0f %% of", 100 * w.share())
                        : format("%.1f times", w.share()))
                    + format(" the %.0f ms that they take alone", w.aloneMs()))
        .orElseGet(() -> met(piled));
  }

  private static String met(PiledUp piled) {
    if (!piled.met.tested()) {
      return format(
          "in flight grew from %.0f to %.0f, and %.1f requests a second were finished all the while",
          piled.flat.least(), piled.flat.most(), piled.flat.perSecond());
    }
    return format(
        "requests took the longer the more others they met; about %.0f %% of their time stood in a"
            + " line",
        100 * Math.min(1, piled.met.lineShare()));
  }

  private static String saturated(PiledUp piled) {
    if (piled.stuck.isPresent()) {
      return format(
          "nothing was finished for %.0f s while %.0f requests were in flight",
          piled.stuck.get().seconds(), piled.stuck.get().inFlight());
    }
    Optional<Surplus.Found> surplus =
        piled.surplus.filter(found -> found.fromS() == piled.fromS && found.toS() == piled.toS);
    if (surplus.isPresent()) {
      Surplus.Found found = surplus.get();
      double seconds = found.toS() - found.fromS();
      String lost =
          found.lost() > 0
              ? format(" (%.1f turned away or timed out)", found.lost() / seconds)
              : "";
      return format(
          "%.1f requests a second were due and %.1f finished%s",
          found.due() / seconds, (found.due() - found.unfinished()) / seconds, lost);
    }
    return waited(piled)
        + piled
            .slots
            .map(
                slots ->
                    slots.count() < 1.5
                        ? "; its one slot was busy"
                        : format(
                            slots.told()
                                ? "; all %.0f slots were busy"
                                : "; all of about %.0f slots were busy",
                            slots.count()))
            .orElse("");
  }
}
