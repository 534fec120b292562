package flowgauge.scenario;

/**
 * How long the mock API waits: uniform between two bounds.
 *
 * @param minSeconds shortest wait
 * @param maxSeconds longest wait
 */
public record MockSettings(double minSeconds, double maxSeconds) {}
