package flowgauge.analyze.law;

import flowgauge.analyze.law.FittedLaw.Coefficient;
import flowgauge.analyze.law.LawFit.Form;
import flowgauge.analyze.law.LawFit.Found;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Fits the law to measured steps by least squares, weighted by the steps' errors where all have
 * one, with 0 to 1 for contention and at least 0 for coherency.
 *
 * <p>An interval is the profile's: all values at which the least squares over the other two
 * coefficients exceed the best by no more than chance allows at 95 %. The error is estimated from
 * the residuals (F with 1 and n - 3 degrees of freedom); where the steps' errors are known it is
 * these, widened where the law fits worse than they explain. A profile needs no symmetry, which
 * coefficients near 0 do not have. It assumes that the law holds and that steps err independently.
 *
 * <p>Source: D. M. Bates and D. G. Watts, Nonlinear Regression Analysis and Its Applications, Wiley
 * 1988, chapter 6.
 */
public final class Laws {
  /** Steps at different loads, fewer than these fit any law. */
  public static final int FEWEST = 3;

  private static final double LEVEL = 0.95;
  private static final int HALVINGS = 30;
  private static final double FARTHEST = 1e6;

  /** A step below another by less may be chance where errors are not known. */
  private static final double FALL = 0.05;

  /** Coordinates of a law with its peak in place of the coherency. */
  private static final Form BY_PEAK =
      at -> new ScalabilityLaw(at[0], at[1], Math.max(0, 1 - at[1]) / (at[2] * at[2]));

  /**
   * Coordinates of a law with what it reaches at most: that, the rate at load 1, and one by the
   * peak's load, 0 for no peak.
   */
  private static final Form BY_MOST =
      at -> {
        double u = Math.min(0.999, at[2]);
        double sigma = (at[1] / at[0] - 2 * u + u * u) / ((1 - u) * (1 - u));
        double contention = Math.max(0, Math.min(1, sigma));
        ScalabilityLaw one = new ScalabilityLaw(1, contention, (1 - contention) * u * u);
        return new ScalabilityLaw(at[0] / one.mostPerSecond(), one.contention(), one.coherency());
      };

  private static final Form PLAIN = at -> new ScalabilityLaw(at[0], at[1], at[2]);

  private final List<LoadPoint> points;
  private final LawFit fit;
  private final double[] scale;
  private final double[][] bounds = {
    {0, Double.POSITIVE_INFINITY}, {0, 1}, {0, Double.POSITIVE_INFINITY}
  };
  private final Found best;
  private final double allowed;
  private final boolean weighted;

  private Laws(List<LoadPoint> points, boolean weighted) {
    this.points = points;
    this.weighted = weighted;
    double[] weights =
        points.stream().mapToDouble(p -> weighted ? 1 / (p.error() * p.error()) : 1).toArray();
    this.fit = new LawFit(points, weights);
    double most = points.get(points.size() - 1).load();
    double rate = points.stream().mapToDouble(p -> p.perSecond() / p.load()).max().orElse(1);
    this.scale = new double[] {rate, 0.1, 1 / (most * most)};
    this.best =
        fit.least(
            PLAIN, new double[] {rate, 0.01, 0.1 / (most * most)}, scale, bounds, new boolean[3]);
    int freedom = points.size() - 3;
    double perFreedom = freedom > 0 ? best.squares() / freedom : Double.NaN;
    this.allowed =
        weighted
            ? new ChiSquaredDistribution(1).inverseCumulativeProbability(LEVEL)
                * Math.max(1, Double.isNaN(perFreedom) ? 1 : perFreedom)
            : freedom > 0
                ? perFreedom * new FDistribution(1, freedom).inverseCumulativeProbability(LEVEL)
                : Double.NaN;
  }

  /**
   * The law of these steps.
   *
   * @throws IllegalArgumentException with one line if there are fewer than three different loads,
   *     or one is not above 0
   */
  public static FittedLaw fit(List<LoadPoint> steps) {
    List<LoadPoint> points =
        steps.stream().sorted(Comparator.comparingDouble(LoadPoint::load)).toList();
    long loads = points.stream().mapToDouble(LoadPoint::load).distinct().count();
    if (loads < FEWEST) {
      throw new IllegalArgumentException(
          "a law needs %d steps of different load, and has %d".formatted(FEWEST, loads));
    }
    if (points.stream().anyMatch(p -> !(p.load() > 0 && Double.isFinite(p.perSecond())))) {
      throw new IllegalArgumentException("a step's load must be above 0 and its rate a number");
    }
    boolean weighted = points.stream().allMatch(p -> p.error() > 0);
    return new Laws(points, weighted).fitted();
  }

  private FittedLaw fitted() {
    ScalabilityLaw law = PLAIN.of(best.at());
    int freedom = points.size() - 3;
    return new FittedLaw(
        law,
        interval(law.perSecond(), scale[0], value -> squares(PLAIN, 0, value)),
        interval(law.contention(), 0.01, value -> squares(PLAIN, 1, value)),
        interval(law.coherency(), 0.01 * scale[2], value -> squares(PLAIN, 2, value)),
        peak(law),
        interval(law.mostPerSecond(), top(), value -> squares(BY_MOST, 0, value)),
        freedom > 0 ? Math.sqrt(best.squares() / freedom) : Double.NaN,
        falls(),
        weighted,
        points);
  }

  private boolean falls() {
    LoadPoint highest = points.get(0);
    for (LoadPoint point : points) {
      double error = 1.96 * Math.hypot(highest.error(), point.error());
      double fall = highest.perSecond() - point.perSecond();
      if (point.load() > highest.load() && fall > (weighted ? error : FALL * highest.perSecond())) {
        return true;
      }
      highest = point.perSecond() > highest.perSecond() ? point : highest;
    }
    return false;
  }

  /** The peak's load; infinite where the points allow that there is none. */
  private Coefficient peak(ScalabilityLaw law) {
    boolean none = squares(PLAIN, 2, 0) - best.squares() <= allowed;
    double from = Double.isFinite(law.peakLoad()) ? law.peakLoad() : FARTHEST * last();
    Coefficient bounded = interval(from, last(), value -> squares(BY_PEAK, 2, Math.max(1, value)));
    return new Coefficient(
        law.peakLoad(),
        Double.isNaN(bounded.low()) ? Double.NaN : Math.max(1, bounded.low()),
        none && !Double.isNaN(allowed) ? Double.POSITIVE_INFINITY : bounded.high());
  }

  private double last() {
    return points.get(points.size() - 1).load();
  }

  /** The least squares with one coordinate held. */
  private double squares(Form form, int coordinate, double value) {
    double[] start = best.at().clone();
    double[] scales = scale.clone();
    double[][] within = bounds.clone();
    if (form == BY_PEAK) {
      scales[2] = last();
      within[2] = new double[] {1, Double.POSITIVE_INFINITY};
    } else if (form == BY_MOST) {
      start[1] = best.at()[0];
      start[2] = 1 / Math.min(10 * last(), PLAIN.of(best.at()).peakLoad());
      scales = new double[] {top(), scale[0], 1 / last()};
      within =
          new double[][] {{0, Double.POSITIVE_INFINITY}, {0, Double.POSITIVE_INFINITY}, {0, 0.999}};
    }
    boolean[] held = new boolean[3];
    held[coordinate] = true;
    start[coordinate] = value;
    return fit.least(form, start, scales, within, held).squares();
  }

  /**
   * From the best value to where the squares exceed the allowed, on both sides.
   *
   * @param step a change of noticeable size
   */
  private Coefficient interval(double value, double step, UnivariateFunction squares) {
    if (Double.isNaN(allowed)) {
      return new Coefficient(value, Double.NaN, Double.NaN);
    }
    double from = Double.isInfinite(value) ? FARTHEST * step : value;
    double low = within(squares, 0) ? 0 : end(squares, from, 0);
    double reach = step;
    while (reach < FARTHEST * step && within(squares, from + reach)) {
      reach *= 2;
    }
    boolean open = Double.isInfinite(value) || reach >= FARTHEST * step;
    return new Coefficient(
        value, low, open ? Double.POSITIVE_INFINITY : end(squares, from, from + reach));
  }

  private double top() {
    return points.stream().mapToDouble(LoadPoint::perSecond).max().orElse(1);
  }

  private boolean within(UnivariateFunction squares, double value) {
    return squares.value(value) - best.squares() <= allowed;
  }

  private double end(UnivariateFunction squares, double inside, double outside) {
    double in = inside;
    double out = outside;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (in + out) / 2;
      if (within(squares, middle)) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return (in + out) / 2;
  }
}
