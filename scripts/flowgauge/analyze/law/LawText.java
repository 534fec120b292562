package flowgauge.analyze.law;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.law.FittedLaw.Coefficient;

/** A fitted law in a sentence or two. */
public final class LawText {
  private LawText() {}

  /** Says it. */
  public static String of(FittedLaw found) {
    ScalabilityLaw law = found.law();
    String text =
        format(
            "scalability law over %d steps: %.4g req/s at load 1%s, contention %.3g%s, coherency"
                + " %.3g%s; ",
            found.points().size(),
            law.perSecond(),
            range(found.perSecond()),
            law.contention(),
            range(found.contention()),
            law.coherency(),
            range(found.coherency()));
    return text
        + peak(found)
        + (found.fits()
            ? ""
            : "; the steps lie further from it than their errors explain, as where threads fill up"
                + " all at once");
  }

  /** What the points say of a peak. */
  public static String peak(FittedLaw found) {
    if (Double.isNaN(found.peakLoad().low())) {
      return "too few steps to say how sure that is";
    }
    if (!found.peakTold()) {
      return found.falls()
          ? format(
              "a peak can't be told from these steps: it is beyond load %.3g, if there is one",
              found.peakLoad().low())
          : "a peak can't be told without a step past it, and none lies below one of less load";
    }
    return format(
        "its peak is %.4g req/s%s at load %.3g%s",
        found.peakPerSecond().value(),
        range(found.peakPerSecond()),
        found.peakLoad().value(),
        range(found.peakLoad()));
  }

  private static String range(Coefficient of) {
    return Double.isNaN(of.low()) ? "" : format(" (%.3g to %.3g)", of.low(), of.high());
  }
}
