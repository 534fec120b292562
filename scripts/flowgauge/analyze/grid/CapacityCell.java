package flowgauge.analyze.grid;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.grid.GridCell.Standing;
import java.util.List;
import java.util.Optional;

/**
 * The capacity of one setting of a sweep, its repeats taken together.
 *
 * @param subject scenario
 * @param workers processes
 * @param threads a worker; 0 where they have no effect
 * @param repeats that were searched to an end
 * @param load the highest that keeps every objective: users, or requests a second; 0 where the
 *     lowest load breaks one, NaN where nothing was searched or found
 * @param low lower end of its interval
 * @param high upper end; infinite (null in files) where no load broke an objective
 * @param goodputPerSecond successful requests within all bounds on times, a second, there
 * @param memoryBytes of the server there, the most; NaN where not recorded
 * @param cores that the server used there
 * @param limitedBy what limited there, in a few words, each once
 * @param ends how the searches ended, each once
 * @param standing against the best; empty where it was not searched
 */
public record CapacityCell(
    String subject,
    int workers,
    int threads,
    int repeats,
    double load,
    double low,
    double high,
    double goodputPerSecond,
    double memoryBytes,
    double cores,
    List<String> limitedBy,
    List<End> ends,
    Optional<Standing> standing)
    implements Offer {

  @Override
  public double given() {
    return load;
  }

  @Override
  public boolean serves() {
    return load > 0;
  }
}
