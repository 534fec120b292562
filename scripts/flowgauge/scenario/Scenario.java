package flowgauge.scenario;

import flowgauge.scenario.subject.Endpoint;
import flowgauge.scenario.subject.HttpUrl;
import flowgauge.scenario.subject.Startable;
import flowgauge.scenario.subject.Subject;
import java.util.Optional;

/**
 * One thing to measure.
 *
 * @param name as given on the command line and as the run's sub-folder is called
 * @param subject what is served
 * @param target the request
 * @param times the server's own times in its responses
 */
public record Scenario(String name, Subject subject, Target target, ServerTimes times) {

  /** The endpoint of a server that runs already; empty for those that flowgauge starts. */
  public Optional<HttpUrl> url() {
    return subject instanceof Endpoint endpoint ? Optional.of(endpoint.url()) : Optional.empty();
  }

  /**
   * What flowgauge starts.
   *
   * @throws IllegalStateException if that is nothing
   */
  public Startable startable() {
    if (subject instanceof Startable startable) {
      return startable;
    }
    throw new IllegalStateException(name + " is not started");
  }

  /** The same with times in its answers. */
  public Scenario reporting(ServerTimes next) {
    return new Scenario(name, subject, target, next);
  }

  /** The same with another request. */
  public Scenario sending(Target next) {
    return new Scenario(name, subject, next, times);
  }
}
