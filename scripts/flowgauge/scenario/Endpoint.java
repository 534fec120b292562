package flowgauge.scenario;

/**
 * A server that runs already.
 *
 * @param url where it is asked
 */
public record Endpoint(HttpUrl url) implements Subject {}
