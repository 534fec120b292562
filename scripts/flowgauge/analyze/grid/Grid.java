package flowgauge.analyze.grid;

import java.util.List;
import java.util.Optional;

/**
 * What a sweep found.
 *
 * @param users of each run
 * @param cells a setting each, in the order of subject, workers, threads
 * @param best name of the one with most throughput; empty where none was measured
 * @param take name of the cheapest that is within 5 % of it: least memory, then fewest request
 *     threads, then least CPU
 * @param cheaper names of cheaper ones that may be within 5 %, or not
 * @param throughputWithin settings whose predicted throughput is within 15 % of the measured
 * @param medianWithin settings whose predicted median response time is within 25 %
 * @param predicted settings that have both
 * @param warnings what a reader must know before believing it
 */
public record Grid(
    int users,
    List<GridCell> cells,
    Optional<String> best,
    Optional<String> take,
    List<String> cheaper,
    int throughputWithin,
    int medianWithin,
    int predicted,
    List<String> warnings) {}
