package flowgauge.scenario.subject;

import java.util.Optional;

/**
 * The size of the server under test.
 *
 * @param workers gunicorn's worker processes
 * @param threads threads per worker, which only {@link Engine#WSGI} heeds
 * @param cpus limit in CPU cores; empty for none (containers only)
 * @param memoryBytes limit in bytes; empty for none (containers only)
 */
public record ServerSize(
    int workers, int threads, Optional<Double> cpus, Optional<Long> memoryBytes) {}
