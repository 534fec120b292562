package flowgauge.capacity;

import flowgauge.analyze.capacity.Step.Verdict;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A share of a step's requests that lay beyond an objective's bound.
 *
 * <p>Requests of a step have much in common with those next to them, so its variance exceeds that
 * of independent ones by an effect, and that effect is itself known by the step alone: the odds of
 * an error are those of Student's t, not of the normal distribution. A step that ends as soon as it
 * seems clear would else end where chance let its variance look small.
 *
 * @param counted requests that say something of the objective
 * @param beyond those beyond its bound
 * @param effect by how much the share's variance exceeds that of as many independent requests, at
 *     least 1
 * @param freedom degrees of freedom with which the effect is known; infinite where it is exact
 */
record Share(long counted, long beyond, double effect, double freedom) {
  /** So many degrees of freedom are as good as any. */
  private static final double MANY = 500;

  /** As many independent requests as would tell as much. */
  double independent() {
    return counted / effect;
  }

  /**
   * The same where the effect has to be sure as well.
   *
   * @param outside probability outside, both sides together
   */
  double independent(double outside) {
    double ratio = quantile(outside) / normal(outside);
    return independent() / (ratio * ratio);
  }

  private double quantile(double outside) {
    return freedom > MANY
        ? normal(outside)
        : -new TDistribution(freedom).inverseCumulativeProbability(outside / 2);
  }

  private static double normal(double outside) {
    return -new NormalDistribution().inverseCumulativeProbability(outside / 2);
  }

  /** The same with another effect. */
  Share with(double otherEffect, double otherFreedom) {
    return new Share(counted, beyond, otherEffect, otherFreedom);
  }

  double value() {
    return counted == 0 ? Double.NaN : (double) beyond / counted;
  }

  /** What it knows of the logit: one over its variance. */
  double information() {
    double share = Math.min(1 - 0.5 / counted, Math.max(0.5 / counted, value()));
    return independent() * share * (1 - share);
  }

  /** The same, with all of them beyond. */
  Share broken() {
    return new Share(Math.max(1, counted), Math.max(1, counted), effect, freedom);
  }

  /**
   * The interval of the share by Jeffreys (L. D. Brown, T. T. Cai and A. DasGupta, Statistical
   * Science 16, 2001), of a sample that is smaller by the effect.
   *
   * @param outside probability outside, both sides together
   */
  double[] interval(double outside) {
    double more = independent(outside) / counted;
    double within = (counted - beyond) * more;
    BetaDistribution share = new BetaDistribution(beyond * more + 0.5, within + 0.5);
    return new double[] {
      beyond == 0 ? 0 : share.inverseCumulativeProbability(outside / 2),
      beyond == counted ? 1 : share.inverseCumulativeProbability(1 - outside / 2)
    };
  }

  /**
   * How much less likely a share is than the one that was seen, as a logarithm: 0 for that one,
   * below it for all others.
   *
   * <p>Independent requests make it binomial. Those beyond that come in bursts, as near a queue's
   * capacity, make it a Poisson number of bursts of exponential length: the exponential dispersion
   * model of variance power 3/2 (B. Jorgensen, Exponential Dispersion Models, Journal of the Royal
   * Statistical Society B 49, 1987), here of the odds. Steps of one load are then likeliest at the
   * mean of their odds, if the effect of each grows with the root of them. With the effect known by
   * so many degrees of freedom, what is far off is less unlikely than that: Student's t.
   */
  double likelihood(double share) {
    double exact = exact(share);
    return freedom > MANY ? exact : -(freedom + 1) / 2 * Math.log1p(-2 * exact / freedom);
  }

  /** Twice by how much less likely a share is, were the effect exact. */
  double deviance(double share) {
    return -2 * exact(share);
  }

  private double exact(double share) {
    double seen = value();
    if (counted == 0 || share == seen) {
      return 0;
    }
    if (effect <= 1 || beyond == 0 || beyond == counted) {
      return binomial(share, independent());
    }
    double apart = Math.log(seen / (1 - seen) * (1 - share) / share);
    double bursts = 4 * independent() * seen * (1 - seen) * (1 - Math.cosh(apart / 2));
    return binomial(share, independent()) / effect + (1 - 1 / effect) * bursts;
  }

  private double binomial(double share, double all) {
    double seen = value();
    return (beyond == 0 ? 0 : all * seen * Math.log(share / seen))
        + (beyond == counted ? 0 : all * (1 - seen) * Math.log((1 - share) / (1 - seen)));
  }

  /**
   * Whether no more than the share allowed lies beyond.
   *
   * @param outside probability of saying so, or the contrary, by chance
   */
  Verdict verdict(double allowed, double outside) {
    if (counted == 0) {
      return Verdict.UNDECIDED;
    }
    double t = quantile(outside);
    double[] interval = interval(outside);
    boolean far = -2 * exact(allowed) > t * t;
    return far && interval[1] < allowed
        ? Verdict.KEPT
        : far && interval[0] > allowed ? Verdict.BROKE : Verdict.UNDECIDED;
  }
}
