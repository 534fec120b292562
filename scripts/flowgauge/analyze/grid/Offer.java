package flowgauge.analyze.grid;

import flowgauge.analyze.grid.GridCell.Standing;
import java.util.Optional;

/** A setting that may be taken: what it gives, how sure that is, and what it costs. */
interface Offer {
  /** Scenario or engine. */
  String subject();

  /** Processes. */
  int workers();

  /** A worker; 0 where they have no effect. */
  int threads();

  default Setting setting() {
    return new Setting(subject(), workers(), threads());
  }

  /** In a few words, as {@code wsgi-sync 2x4}. */
  default String name() {
    return setting().name();
  }

  /** Its workers and threads, as {@code 2x4}. */
  default String size() {
    return setting().size();
  }

  /** What it gives, the more the better; NaN or 0 where nothing is known or given. */
  double given();

  /** Lower end of its 95 % interval, NaN where it can't be told. */
  double low();

  /** Upper end. */
  double high();

  boolean serves();

  /** Memory of the server, NaN where not recorded. */
  double memoryBytes();

  /** Request threads in all, or workers where threads have no effect. */
  default int slots() {
    return setting().slots();
  }

  /** Cores that the server used, NaN where not recorded. */
  double cores();

  /** Against the best, where that is known. */
  Optional<Standing> standing();
}
