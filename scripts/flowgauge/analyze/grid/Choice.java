package flowgauge.analyze.grid;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.grid.GridCell.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The setting to take. A setting counts as within 5 % of the best where the whole 95 % interval of
 * their ratio, from both intervals on logarithms, is above 0.95; as below where it is under that;
 * and is open where it holds 0.95. The best is the one that was measured best, so its figure is a
 * little too high where many are alike.
 *
 * @param cells with their standing
 * @param best name of the one that gives most
 * @param take name of the cheapest within 5 %
 * @param cheaper names of those that are cheaper than that and open
 */
record Choice<C extends Offer>(
    List<C> cells, Optional<String> best, Optional<String> take, List<String> cheaper) {

  private static final double WITHIN = 0.95;

  /** Memory is counted in steps of so much, so that a difference of chance decides nothing. */
  private static final double MEMORY_STEP = 0.05;

  private static final Comparator<Offer> CHEAPER =
      Comparator.<Offer>comparingLong(
              c ->
                  Double.isNaN(c.memoryBytes())
                      ? 0
                      : Math.round(Math.log(c.memoryBytes()) / MEMORY_STEP))
          .thenComparingInt(Offer::slots)
          .thenComparingDouble(Offer::cores);

  /**
   * Of all settings.
   *
   * @param makers make a cell each, by how it stands against the best
   */
  static <C extends Offer> Choice<C> of(List<Function<Optional<Standing>, C>> makers) {
    List<C> measured = makers.stream().map(maker -> maker.apply(Optional.empty())).toList();
    Optional<C> best =
        measured.stream().filter(Offer::serves).max(Comparator.comparingDouble(Offer::given));
    if (best.isEmpty()) {
      return new Choice<>(measured, Optional.empty(), Optional.empty(), List.of());
    }
    List<C> all = new ArrayList<>(measured);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).given() > 0) {
        all.set(i, makers.get(i).apply(Optional.of(standing(all.get(i), best.get()))));
      }
    }
    Optional<C> take = all.stream().filter(c -> stands(c, Standing.WITHIN)).min(CHEAPER);
    List<String> cheaper =
        all.stream()
            .filter(c -> stands(c, Standing.OPEN) && c.serves())
            .filter(c -> take.isPresent() && CHEAPER.compare(c, take.get()) < 0)
            .map(Offer::name)
            .toList();
    return new Choice<>(all, best.map(Offer::name), take.map(Offer::name), cheaper);
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

  private static boolean stands(Offer cell, Standing standing) {
    return cell.standing().filter(standing::equals).isPresent();
  }

  private static Standing standing(Offer cell, Offer best) {
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
