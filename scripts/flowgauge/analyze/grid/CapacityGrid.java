package flowgauge.analyze.grid;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep of capacities found.
 *
 * @param model what a capacity counts; empty where nothing was searched
 * @param objectives that each capacity keeps, also those that nobody asked for
 * @param cells a setting each, in the order of subject, workers, threads
 * @param best name of the one with the highest capacity; empty where none has one
 * @param take name of the cheapest that is within 5 % of it: least memory, then fewest request
 *     threads, then least CPU
 * @param cheaper names of cheaper ones that may be within 5 %, or not
 * @param warnings what a reader must know before believing it
 */
public record CapacityGrid(
    Optional<Model> model,
    List<String> objectives,
    List<CapacityCell> cells,
    Optional<String> best,
    Optional<String> take,
    List<String> cheaper,
    List<String> warnings) {}
