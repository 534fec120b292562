package flowgauge.analyze.grid;

import flowgauge.analyze.grid.GridCell.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The setting to take. A setting counts as within 5 % of the best where the whole 95 % interval of
 * their ratio, from both intervals on logarithms, is above 0.95; as below where it is under that;
 * and is open where it holds 0.95. The best is the one that was measured best, so its figure is a
 * little too high where many are alike.
 *
 * @param cells with their standing
 * @param best the one with most throughput
 * @param take the cheapest within 5 %
 * @param cheaper those that are cheaper than that and open
 */
record Choice(
    List<GridCell> cells,
    Optional<GridCell> best,
    Optional<GridCell> take,
    List<GridCell> cheaper) {

  private static final double WITHIN = 0.95;

  /** A setting that fails more often serves nobody. */
  private static final double MOST_FAILED = 0.01;

  /** Memory is counted in steps of so much, so that a difference of chance decides nothing. */
  private static final double MEMORY_STEP = 0.05;

  private static final Comparator<GridCell> CHEAPER =
      Comparator.<GridCell>comparingLong(
              c ->
                  Double.isNaN(c.memoryBytes())
                      ? 0
                      : Math.round(Math.log(c.memoryBytes()) / MEMORY_STEP))
          .thenComparingInt(GridCell::slots)
          .thenComparingDouble(GridCell::cores);

  static Choice of(List<GridCell> measured) {
    Optional<GridCell> best =
        measured.stream()
            .filter(Choice::serves)
            .max(Comparator.comparingDouble(GridCell::perSecond));
    if (best.isEmpty()) {
      return new Choice(measured, best, best, List.of());
    }
    List<GridCell> all =
        measured.stream()
            .map(c -> c.perSecond() > 0 ? c.standing(standing(c, best.get())) : c)
            .toList();
    Optional<GridCell> take = all.stream().filter(c -> stands(c, Standing.WITHIN)).min(CHEAPER);
    List<GridCell> cheaper =
        all.stream()
            .filter(c -> stands(c, Standing.OPEN) && serves(c))
            .filter(c -> take.isPresent() && CHEAPER.compare(c, take.get()) < 0)
            .toList();
    return new Choice(all, best, take, cheaper);
  }

  private static boolean serves(GridCell cell) {
    return cell.perSecond() > 0 && !(cell.failedShare() > MOST_FAILED);
  }

  private static boolean stands(GridCell cell, Standing standing) {
    return cell.standing().filter(standing::equals).isPresent();
  }

  private static Standing standing(GridCell cell, GridCell best) {
    if (!serves(cell)) {
      return Standing.BELOW;
    }
    if (cell.name().equals(best.name())) {
      return Standing.WITHIN;
    }
    double ratio = Math.log(cell.perSecond() / best.perSecond());
    double below =
        Math.hypot(
            Math.log(cell.perSecond() / cell.low()), Math.log(best.high() / best.perSecond()));
    double above =
        Math.hypot(
            Math.log(cell.high() / cell.perSecond()), Math.log(best.perSecond() / best.low()));
    if (ratio - below >= Math.log(WITHIN)) {
      return Standing.WITHIN;
    }
    return ratio + above < Math.log(WITHIN) ? Standing.BELOW : Standing.OPEN;
  }
}
