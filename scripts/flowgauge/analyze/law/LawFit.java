package flowgauge.analyze.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Least squares over laws that are written in three coordinates, each within bounds. Whichever
 * coordinates lie on a bound at the optimum, one of the fits with these held there finds it.
 */
record LawFit(List<LoadPoint> points, double[] weights) {
  interface Form {
    ScalabilityLaw of(double[] at);
  }

  /** What was found: coordinates and the weighted sum of squares. */
  record Found(double[] at, double squares) {}

  private static final int EVALUATIONS = 2_000;
  private static final double STEP = 1e-6;

  /**
   * The least squares over the coordinates that are free.
   *
   * @param start of each coordinate, and its value where it is held
   * @param scale of each, of the size of its usual change
   * @param bounds lower and upper of each
   * @param held which coordinates are not free
   */
  Found least(Form form, double[] start, double[] scale, double[][] bounds, boolean[] held) {
    List<Found> found = new ArrayList<>();
    corners(form, start.clone(), scale, bounds, held.clone(), 0, found);
    return found.stream()
        .min(Comparator.comparingDouble(Found::squares))
        .orElse(new Found(start, squares(form.of(start))));
  }

  private void corners(
      Form form,
      double[] at,
      double[] scale,
      double[][] bounds,
      boolean[] held,
      int from,
      List<Found> found) {
    if (from == at.length) {
      Found inside = free(form, at, scale, held);
      for (int i = 0; i < at.length; i++) {
        if (!(inside.at[i] >= bounds[i][0] && inside.at[i] <= bounds[i][1])) {
          return;
        }
      }
      found.add(inside);
      return;
    }
    corners(form, at, scale, bounds, held, from + 1, found);
    if (!held[from]) {
      double usual = at[from];
      held[from] = true;
      for (double bound : bounds[from]) {
        if (Double.isFinite(bound)) {
          at[from] = bound;
          corners(form, at, scale, bounds, held, from + 1, found);
        }
      }
      at[from] = usual;
      held[from] = false;
    }
  }

  /** Levenberg and Marquardt over the free coordinates, in units of their scale. */
  private Found free(Form form, double[] at, double[] scale, boolean[] held) {
    int[] free = java.util.stream.IntStream.range(0, at.length).filter(i -> !held[i]).toArray();
    if (free.length == 0) {
      return new Found(at.clone(), squares(form.of(at)));
    }
    try {
      double[] best =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(Arrays.stream(free).mapToDouble(i -> at[i] / scale[i]).toArray())
                      .target(new double[points.size()])
                      .model(
                          x -> {
                            double[] here = placed(at, scale, free, x.toArray());
                            return new Pair<>(
                                new ArrayRealVector(residuals(form.of(here))),
                                new Array2DRowRealMatrix(slopes(form, here, scale, free)));
                          })
                      .maxEvaluations(EVALUATIONS)
                      .maxIterations(EVALUATIONS)
                      .build())
              .getPoint()
              .toArray();
      double[] placed = placed(at, scale, free, best);
      return new Found(placed, squares(form.of(placed)));
    } catch (MathIllegalStateException nowhere) {
      return new Found(at.clone(), Double.POSITIVE_INFINITY);
    }
  }

  private static double[] placed(double[] at, double[] scale, int[] free, double[] x) {
    double[] placed = at.clone();
    for (int i = 0; i < free.length; i++) {
      placed[free[i]] = x[i] * scale[free[i]];
    }
    return placed;
  }

  private double[][] slopes(Form form, double[] at, double[] scale, int[] free) {
    double[][] slopes = new double[points.size()][free.length];
    for (int k = 0; k < free.length; k++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[free[k]] += STEP * scale[free[k]];
      down[free[k]] -= STEP * scale[free[k]];
      double[] above = residuals(form.of(up));
      double[] below = residuals(form.of(down));
      for (int i = 0; i < above.length; i++) {
        slopes[i][k] = (above[i] - below[i]) / (2 * STEP);
      }
    }
    return slopes;
  }

  private double[] residuals(ScalabilityLaw law) {
    double[] residuals = new double[points.size()];
    Arrays.setAll(
        residuals,
        i -> {
          double r =
              Math.sqrt(weights[i]) * (law.at(points.get(i).load()) - points.get(i).perSecond());
          return Double.isFinite(r) ? r : 1e9;
        });
    return residuals;
  }

  double squares(ScalabilityLaw law) {
    return Arrays.stream(residuals(law)).map(r -> r * r).sum();
  }
}
