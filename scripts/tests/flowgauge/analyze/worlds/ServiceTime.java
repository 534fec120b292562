package flowgauge.analyze.worlds;

import java.util.SplittableRandom;

/**
 * How long a server works on a request that meets no other.
 *
 * @param shape of the distribution
 * @param meanS its mean, seconds
 */
record ServiceTime(Shape shape, double meanS) {

  /** Kinds of distributions, each with a mean of 1. */
  enum Shape {
    CONSTANT(0),
    EXPONENTIAL(1),
    LOGNORMAL(LOGNORMAL_CV),
    /** Pareto with an index of 1.3, cut at a hundred times its least value. */
    PARETO(Math.sqrt(paretoMoment(2) / Math.pow(paretoMoment(1), 2) - 1)),
    /** Nine of ten take 0.4, one takes 6.4. */
    BIMODAL(Math.sqrt(0.9 * 0.4 * 0.4 + 0.1 * 6.4 * 6.4 - 1));

    /** Standard deviation. */
    final double cv;

    Shape(double cv) {
      this.cv = cv;
    }
  }

  private static final double LOGNORMAL_CV = 0.7;
  private static final double INDEX = 1.3;
  private static final double CUT = 100;

  /** The k-th moment of the cut Pareto distribution whose least value is 1. */
  private static double paretoMoment(int k) {
    return INDEX / (k - INDEX) * (Math.pow(CUT, k - INDEX) - 1) / (1 - Math.pow(CUT, -INDEX));
  }

  /** One service time, seconds. */
  double draw(SplittableRandom random) {
    double u = random.nextDouble();
    return meanS
        * switch (shape) {
          case CONSTANT -> 1;
          case EXPONENTIAL -> -Math.log(1 - u);
          case LOGNORMAL -> {
            double variance = Math.log(1 + LOGNORMAL_CV * LOGNORMAL_CV);
            yield Math.exp(Math.sqrt(variance) * normal(u, random) - variance / 2);
          }
          case PARETO ->
              Math.pow(1 - u * (1 - Math.pow(CUT, -INDEX)), -1 / INDEX) / paretoMoment(1);
          case BIMODAL -> u < 0.9 ? 0.4 : 6.4;
        };
  }

  private static double normal(double u, SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
