package flowgauge.scenario;

import java.util.Optional;

/**
 * One thing to measure: a flow behind an engine, the mock API alone, or any HTTP endpoint.
 *
 * @param name as given on the command line and as the run's sub-folder is called
 * @param engine how pf-serve is run; empty where pf-serve is not part of it
 * @param flow folder name below {@code flows/}; empty where pf-serve is not part of it
 * @param url the endpoint of a server that runs already; empty for those that flowgauge starts
 * @param target the request
 * @param times the server's own times in its responses
 */
public record Scenario(
    String name,
    Optional<Engine> engine,
    Optional<String> flow,
    Optional<HttpUrl> url,
    Target target,
    ServerTimes times) {

  /** True for the mock API without PromptFlow in front. */
  public boolean mockAlone() {
    return flow.isEmpty() && url.isEmpty();
  }

  /** The same with another request. */
  public Scenario sending(Target next) {
    return new Scenario(name, engine, flow, url, next, times);
  }
}
