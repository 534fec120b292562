package flowgauge.load.health;

import flowgauge.record.FirstFailure;
import java.util.List;
import java.util.Optional;

/**
 * How a load went.
 *
 * @param loadEndUs when no further request was sent, microseconds since the start
 * @param endUs when the last request was over or given up
 * @param stoppedEarly why the load ended before its time
 * @param clockDriftUs by how much the wall clock moved against the monotonic one
 * @param inFlightMicros the integral of the requests in flight over time, in request-microseconds
 * @param exhausted connects that failed for want of ports or descriptors on this side
 * @param firstFailures the first failure of each kind, in the order in which they came
 */
public record LoadResult(
    long loadEndUs,
    long endUs,
    Optional<String> stoppedEarly,
    long clockDriftUs,
    long inFlightMicros,
    long exhausted,
    List<FirstFailure> firstFailures) {}
