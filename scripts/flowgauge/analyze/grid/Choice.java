package flowgauge.analyze.grid;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.grid.GridCell.Standing;
import java.util.ArrayList;
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
 * @param best the one that gives most
 * @param take the cheapest within 5 %
 * @param cheaper those that are cheaper than that and open
 */
record Choice<C extends Offer<C>>(
    List<C> cells, Optional<C> best, Optional<C> take, List<C> cheaper) {

  private static final double WITHIN = 0.95;

  /** Memory is counted in steps of so much, so that a difference of chance decides nothing. */
  private static final double MEMORY_STEP = 0.05;

  private static final Comparator<Offer<?>> CHEAPER =
      Comparator.<Offer<?>>comparingLong(
              c ->
                  Double.isNaN(c.memoryBytes())
                      ? 0
                      : Math.round(Math.log(c.memoryBytes()) / MEMORY_STEP))
          .thenComparingInt(Offer::slots)
          .thenComparingDouble(Offer::cores);

  static <C extends Offer<C>> Choice<C> of(List<C> measured) {
    Optional<C> best =
        measured.stream().filter(Offer::serves).max(Comparator.comparingDouble(Offer::given));
    if (best.isEmpty()) {
      return new Choice<>(measured, best, best, List.of());
    }
    List<C> all =
        measured.stream()
            .map(c -> c.given() > 0 ? c.standing(standing(c, best.get())) : c)
            .toList();
    Optional<C> take = all.stream().filter(c -> stands(c, Standing.WITHIN)).min(CHEAPER);
    List<C> cheaper =
        all.stream()
            .filter(c -> stands(c, Standing.OPEN) && c.serves())
            .filter(c -> take.isPresent() && CHEAPER.compare(c, take.get()) < 0)
            .toList();
    return new Choice<>(all, best, take, cheaper);
  }

  /**
   * What is said of a choice: the setting to take, and those that may be cheaper still.
   *
   * @param more what would tell more
   */
  static List<String> words(
      Optional<String> best, Optional<String> take, List<String> cheaper, String more) {
    List<String> lines = new ArrayList<>();
    take.ifPresent(
        it ->
            lines.add(
                take.equals(best)
                    ? format("take %s: the best, and none that is cheaper is within 5 %%", it)
                    : format(
                        "take %s: the cheapest within 5 %% of the best, which is %s",
                        it, best.orElse(""))));
    if (!cheaper.isEmpty()) {
      lines.add(
          format(
              "cheaper still, and perhaps within 5 %%, which these runs can't tell: %s; %s",
              String.join(", ", cheaper), more));
    }
    return lines;
  }

  private static boolean stands(Offer<?> cell, Standing standing) {
    return cell.standing().filter(standing::equals).isPresent();
  }

  private static Standing standing(Offer<?> cell, Offer<?> best) {
    if (!cell.serves()) {
      return Standing.BELOW;
    }
    if (cell.name().equals(best.name())) {
      return Standing.WITHIN;
    }
    double ratio = Math.log(cell.given() / best.given());
    double below =
        Math.hypot(Math.log(cell.given() / cell.low()), Math.log(best.high() / best.given()));
    double above =
        Math.hypot(Math.log(cell.high() / cell.given()), Math.log(best.given() / best.low()));
    if (ratio - below >= Math.log(WITHIN)) {
      return Standing.WITHIN;
    }
    return ratio + above < Math.log(WITHIN) ? Standing.BELOW : Standing.OPEN;
  }
}
