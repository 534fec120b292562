package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.Told;
import java.util.Map;
import java.util.Optional;

/** A run of which nothing is told beside its file. */
public final class Untold {
  private Untold() {}

  /** Of a scenario of that name. */
  public static Told scenario(String name) {
    return new Told(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Double.NaN,
        Double.NaN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Double.NaN,
        Optional.empty(),
        Map.of());
  }
}
