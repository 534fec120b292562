package flowgauge.analyze.grid;

import flowgauge.analyze.grid.GridCell.Standing;
import java.util.Optional;

/**
 * A setting that may be taken: what it gives, how sure that is, and what it costs.
 *
 * @param <C> itself
 */
interface Offer<C extends Offer<C>> {
  /** In a few words. */
  String name();

  /** What it gives, the more the better; NaN or 0 where nothing is known or given. */
  double given();

  /** Lower end of its 95 % interval, NaN where it can't be told. */
  double low();

  /** Upper end. */
  double high();

  /** Whether it serves at all. */
  boolean serves();

  /** Memory of the server, NaN where not recorded. */
  double memoryBytes();

  /** Request threads in all, or workers where threads have no effect. */
  int slots();

  /** Cores that the server used, NaN where not recorded. */
  double cores();

  /** Against the best, where that is known. */
  Optional<Standing> standing();

  /** The same, standing so. */
  C standing(Standing found);
}
