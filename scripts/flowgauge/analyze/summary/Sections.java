package flowgauge.analyze.summary;

import flowgauge.analyze.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A run cut into three: how far a percentile of each part lies from that of the whole bounds it
 * where a queue rises and falls so slowly that the run saw it do so only a few times. Assumes that
 * thirds are nearly independent of one another.
 *
 * <p>Source: sectioning, S. Asmussen and P. W. Glynn, Stochastic Simulation (2007), section III.5a;
 * M. K. Nakayama, Confidence Intervals for Quantiles Using Sectioning When Applying
 * Variance-Reduction Techniques, ACM TOMACS 24 (2014).
 */
final class Sections {
  private static final int COUNT = 3;

  private final List<Quantiles> sections = new ArrayList<>();

  /**
   * @param stretches of equal length, in order
   */
  Sections(List<Quantiles> stretches) {
    for (int s = 0; s < COUNT; s++) {
      Quantiles section = Quantiles.ofRun();
      stretches
          .subList(s * stretches.size() / COUNT, (s + 1) * stretches.size() / COUNT)
          .forEach(section::add);
      sections.add(section);
    }
  }

  /**
   * Half the width of the interval around a percentile of the whole run, microseconds; NaN where a
   * section has no response.
   *
   * @param confidence 0 to 1
   */
  double halfWidth(Quantiles whole, double percent, double confidence) {
    if (sections.stream().anyMatch(section -> section.count() == 0)) {
      return Double.NaN;
    }
    double squares =
        sections.stream()
            .mapToDouble(section -> section.percentile(percent) - whole.percentile(percent))
            .map(difference -> difference * difference)
            .sum();
    double t = new TDistribution(COUNT - 1).inverseCumulativeProbability((1 + confidence) / 2);
    return t * Math.sqrt(squares / (COUNT - 1) / COUNT);
  }
}
