package flowgauge.analyze.intervals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Means over the steady phase, of what is there. */
class PartCoresTest {
  private static final String[] PHASES = {"ramp", "steady", "steady", "drain"};

  private static Intervals intervals(Map<String, double[]> columns) {
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put(Intervals.SECONDS, new double[] {1, 1, 0.5, 1});
    all.putAll(columns);
    return new Intervals(1, PHASES, all, null);
  }

  @Test
  void onlyTheSteadyPhaseCountsByItsTime() {
    PartCores cores =
        PartCores.steady(
            intervals(
                Map.of(
                    Intervals.CPU_CORES, new double[] {9, 1, 4, 9},
                    Intervals.ENGINE_CPU_CORES, new double[] {9, 0.25, Double.NaN, 9},
                    Intervals.OTHER_CPU_CORES, new double[] {9, 0.5, 0.5, 9})));
    assertEquals(2, cores.server(), 1e-12);
    assertEquals(0.25, cores.engine());
    assertEquals(0.5, cores.other());
    assertTrue(Double.isNaN(cores.mock()) && Double.isNaN(cores.host()));
  }

  @Test
  void withoutAnEngineItUsedNothingUnlessTheFileIsFromBefore() {
    double[] some = {1, 1, 1, 1};
    assertEquals(0, PartCores.steady(intervals(Map.of(Intervals.OTHER_CPU_CORES, some))).engine());
    PartCores before = PartCores.steady(intervals(Map.of(Intervals.HOST_CPU_CORES, some)));
    assertTrue(Double.isNaN(before.engine()) && Double.isNaN(before.other()));
    assertEquals(1, before.host());
  }
}
