package flowgauge.analyze.rows;

import java.util.Map;
import java.util.Optional;

/**
 * What the user tells of a run beside its file; what is not told stays unknown.
 *
 * @param scenario name of the scenario in the run
 * @param only the requests of this name alone
 * @param users virtual users
 * @param ratePerSecond arrivals a second, where the load came on a schedule
 * @param waitMinSeconds shortest wait time between requests, NaN where it is unknown
 * @param waitMaxSeconds longest
 * @param engine {@code wsgi} or {@code asgi}
 * @param workers worker processes
 * @param threads per worker
 * @param serviceSeconds what a request takes without contention, NaN where it is unknown
 * @param stamps {@code start} or {@code end}: what a row's time is of
 * @param columns of a plain CSV: what each of its columns is, by the names that {@code --map} knows
 */
public record Told(
    String scenario,
    Optional<String> only,
    Optional<Integer> users,
    Optional<Double> ratePerSecond,
    double waitMinSeconds,
    double waitMaxSeconds,
    Optional<String> engine,
    Optional<Integer> workers,
    Optional<Integer> threads,
    double serviceSeconds,
    Optional<String> stamps,
    Map<String, String> columns) {}
