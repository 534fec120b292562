package flowgauge.analyze;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.PartCores;
import flowgauge.analyze.statistics.Robust;
import java.util.Optional;

/** When something beside server, mock API and driver weighed on what was measured, in words. */
final class MachineCaution {
  /** From this share of the machine on. */
  private static final double SHARE = 0.1;

  /**
   * Looks at who used the machine.
   *
   * @param cores of the machine
   */
  static Optional<String> of(PartCores used, double cores) {
    boolean told = !Double.isNaN(used.other());
    double rest =
        told
            ? used.engine() + used.other()
            : used.host()
                - used.server()
                - Robust.orZero(used.mock())
                - Robust.orZero(used.driver());
    if (!(rest >= SHARE * cores)) {
      return Optional.empty();
    }
    if (told && Double.isNaN(used.server())) {
      return Optional.of(
          format(
              "all but the driver took %.2f of this machine's %.0f cores: a server here is in that,"
                  + " and --server-port or --server-pid would tell how much of it",
              rest, cores));
    }
    String whose =
        told
            ? format(
                "the container engine took %.2f and other processes %.2f",
                used.engine(), used.other())
            : format("what is neither server, mock API nor driver took %.2f", rest);
    return Optional.of(
        format(
            "%s of the machine's %.0f cores: a server that has them to itself does better than this"
                + " one",
            whose, cores));
  }
}
