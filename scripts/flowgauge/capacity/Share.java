package flowgauge.capacity;

import flowgauge.analyze.capacity.Step.Verdict;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A share of a step's requests that lay beyond an objective's bound.
 *
 * @param counted requests that say something of the objective
 * @param beyond those beyond its bound
 * @param effect by how much the share's variance exceeds that of as many independent requests, at
 *     least 1
 */
record Share(long counted, long beyond, double effect) {
  /** As many independent requests as would tell as much. */
  double independent() {
    return counted / effect;
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
    return new Share(Math.max(1, counted), Math.max(1, counted), effect);
  }

  /**
   * The interval of the share by Jeffreys (L. D. Brown, T. T. Cai and A. DasGupta, Statistical
   * Science 16, 2001), of a sample that is smaller by the effect.
   *
   * @param outside probability outside, both sides together
   */
  double[] interval(double outside) {
    double within = (counted - beyond) / effect;
    BetaDistribution share = new BetaDistribution(beyond / effect + 0.5, within + 0.5);
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
   * capacity, make it a sum of few bursts, which are as much longer as the odds are higher: a share
   * higher than was seen is then likelier, by a gamma distribution of the odds, and one that is
   * lower would have come of shorter bursts, of which there are more.
   */
  double likelihood(double share) {
    double seen = value();
    if (counted == 0 || share == seen) {
      return 0;
    }
    if (effect <= 1 || beyond == 0 || beyond == counted) {
      return binomial(share, independent());
    }
    double odds = seen / (1 - seen) * (1 - share) / share;
    if (odds > 1) {
      return binomial(share, counted / (1 + (effect - 1) / odds));
    }
    double alone = binomial(share, independent());
    double bursts = independent() * seen * (1 - seen) * (1 - odds + Math.log(odds));
    return alone / effect + (1 - 1 / effect) * Math.max(alone, bursts);
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
    double z = new NormalDistribution().inverseCumulativeProbability(1 - outside / 2);
    double[] interval = interval(outside);
    boolean far = -2 * likelihood(allowed) > z * z;
    return far && interval[1] < allowed
        ? Verdict.KEPT
        : far && interval[0] > allowed ? Verdict.BROKE : Verdict.UNDECIDED;
  }
}
