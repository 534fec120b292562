package flowgauge.record;

import java.util.Optional;

/**
 * A name that requests of a scenario have. Its place in {@link ScenarioInfo#labels} is its number
 * in samples.
 *
 * @param name of the requests: an endpoint, a step
 * @param figures what another tool told of them, where there are no samples to tell it from
 */
public record LabelInfo(String name, Optional<Figures> figures) {

  /**
   * Figures of the requests of one name.
   *
   * @param requests how many, failures included
   * @param failed of those
   * @param responseTime of all of them, failures included
   */
  public record Figures(long requests, long failed, Summary.Times responseTime) {}

  /** A name alone. */
  public static LabelInfo of(String name) {
    return new LabelInfo(name, Optional.empty());
  }
}
