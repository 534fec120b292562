package flowgauge.scenario.subject;

/**
 * A server that runs already.
 *
 * @param url where it is asked
 */
public record Endpoint(HttpUrl url) implements Subject {}
