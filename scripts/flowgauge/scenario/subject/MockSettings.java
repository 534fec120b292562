package flowgauge.scenario.subject;

/**
 * How the mock API answers.
 *
 * @param minSeconds shortest wait
 * @param maxSeconds longest wait; uniform between the two
 * @param model how it answers as a model
 * @param seed of all that it draws
 */
public record MockSettings(double minSeconds, double maxSeconds, ModelSettings model, long seed) {

  /** One that is no model to anybody. */
  public MockSettings(double minSeconds, double maxSeconds) {
    this(minSeconds, maxSeconds, ModelSettings.USUAL, 1);
  }
}
