package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.LoadStep;
import java.util.List;

/**
 * Whether more load still brought more throughput: 1 less the elasticity of throughput between
 * about half of the load and all of it. Load is what was asked for: users of a closed model, the
 * rate of an open one that changes. (Requests in flight can't stand in: under a constant rate they
 * vary by chance, and throughput does not.)
 */
final class Plateau implements Signature.Finder {
  /** Half of the added load brought nothing. */
  private static final double WARN = 0.5;

  /** dlnX/dlnN below 0.1. */
  private static final double FLAT = 0.9;

  @Override
  public Signature find(Evidence evidence) {
    double value = Double.NaN;
    String found = "load never stood at about half of its height";
    List<LoadStep> steps = LoadStep.of(evidence);
    double most = steps.stream().mapToDouble(LoadStep::offered).max().orElse(0);
    double[] half = mean(steps, 0.3 * most, 0.65 * most);
    double[] full = mean(steps, 0.9 * most, Double.POSITIVE_INFINITY);
    if (most > 0 && half[0] > 0 && half[1] > 0 && full[1] > 0) {
      value = 1 - Math.log(full[1] / half[1]) / Math.log(full[0] / half[0]);
      found =
          format(
              "throughput went from %.1f to %.1f req/s as load went from %.0f to %.0f %s",
              half[1], full[1], half[0], full[0], evidence.open() ? "req/s" : "users");
    }
    return Signature.of(
        "plateau",
        "added load that brought no throughput",
        value,
        Signature.noInterval(),
        "share",
        WARN,
        FLAT,
        true,
        "throughput flat while load grows: 0 is proportional growth, 1 is none",
        found);
  }

  private static double[] mean(List<LoadStep> steps, double from, double to) {
    double offered = 0;
    double throughput = 0;
    double length = 0;
    for (LoadStep step : steps) {
      if (step.offered() >= from && step.offered() <= to) {
        offered += step.offered() * step.window().length();
        throughput += step.window().ended();
        length += step.window().length();
      }
    }
    return new double[] {offered / length, throughput / length};
  }
}
