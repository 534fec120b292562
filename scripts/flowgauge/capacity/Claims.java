package flowgauge.capacity;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How likely a step's share is where a curve claims that its logit lies so far above or below the
 * one allowed.
 *
 * <p>No curve is exact. What one claims is taken to be off by a factor whose logarithm is normal,
 * and off by the more the more it claims: where the slope at the capacity would make the logit of
 * an M/M/c, M/M/c/K or M/M/c//N rise or fall by one, it is off by up to half of that. The side of
 * the capacity on which a load lies stays as it is, so a far step says that and no more.
 */
final class Claims {
  /** Standard deviation of the factor's logarithm where a rise of one is claimed. */
  private static final double OFF = 0.25;

  /** Logits beyond this are as good as it. */
  private static final double MOST = 30;

  /** Rises are tabulated so far apart, relative to themselves and {@link #LEAST} more. */
  private static final double APART = 0.02;

  private static final double LEAST = 0.5;
  private static final int CELLS = (int) Math.ceil(index(MOST)) + 1;

  /** For a rise that is claimed, the probability of each that is. */
  private static final double[][] ODDS = odds();

  private final double[] above;
  private final double[] below;

  Claims(Share share, double allowed) {
    above = blurred(rise -> share.likelihood(share(allowed, rise)));
    below = blurred(rise -> share.likelihood(share(allowed, -rise)));
  }

  /** The share whose logit is so far above that of another. */
  static double share(double allowed, double rise) {
    double logit = Math.log(allowed / (1 - allowed)) + rise;
    return 1 / (1 + Math.exp(-Math.max(-MOST, Math.min(MOST, logit))));
  }

  /** Log likelihood, 0 at best. */
  double likelihood(double rise) {
    double[] side = rise < 0 ? below : above;
    double at = Math.min(CELLS - 1, index(Math.abs(rise)));
    int cell = Math.min(CELLS - 2, (int) at);
    return side[cell] + (at - cell) * (side[cell + 1] - side[cell]);
  }

  private static double index(double rise) {
    return Math.log1p(rise / LEAST) / APART;
  }

  private static double rise(double index) {
    return LEAST * Math.expm1(index * APART);
  }

  private static double[] blurred(DoubleUnaryOperator likelihood) {
    double[] exact = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      exact[i] = Math.exp(likelihood.applyAsDouble(rise(i)));
    }
    double[] blurred = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      double sum = 0;
      for (int j = 0; j < CELLS; j++) {
        sum += ODDS[i][j] * exact[j];
      }
      blurred[i] = Math.log(Math.max(Double.MIN_NORMAL, sum));
    }
    return blurred;
  }

  private static double[][] odds() {
    NormalDistribution normal = new NormalDistribution();
    double[][] odds = new double[CELLS][CELLS];
    odds[0][0] = 1;
    for (int i = 1; i < CELLS; i++) {
      double below = 0;
      for (int j = 0; j < CELLS; j++) {
        double factor = Math.log(rise(j + 0.5) / rise(i)) / (OFF * rise(i));
        double upTo = j == CELLS - 1 ? 1 : normal.cumulativeProbability(factor);
        odds[i][j] = upTo - below;
        below = upTo;
      }
    }
    return odds;
  }
}
