package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A percentile whose interval says too little comes with a word. */
class PercentileCautionTest {
  private static final long SEED = 750_001;

  @TempDir Path temp;

  @Test
  void nearCapacityTheIntervalsAreSaidToBeTooNarrow() throws IOException {
    List<String> warnings = warnings(Setting.open("near", "wsgi", 8, 8, 8, 2, 43, 120));
    assertTrue(
        warnings.stream().anyMatch(w -> w.startsWith("near capacity (server threads at 8")),
        warnings.toString());
  }

  @Test
  void anOverloadedOpenRunHasNoPercentileOfItsOwn() throws IOException {
    List<String> warnings = warnings(Setting.threadLimitedOpen());
    assertTrue(
        warnings.stream().anyMatch(w -> w.contains("hold for this length only")),
        warnings.toString());
  }

  @Test
  void aBackendThatStoodStillIsNoChanceThatARunKnows() throws IOException {
    List<String> warnings = warnings(Setting.frozenBackend());
    assertTrue(
        warnings.stream().anyMatch(w -> w.startsWith("the backend held the run up")),
        warnings.toString());
  }

  @Test
  void withRoomToSpareNothingIsSaid() throws IOException {
    assertEquals(List.of(), warnings(Setting.healthy()));
  }

  private List<String> warnings(Setting setting) throws IOException {
    System.out.println("seed " + SEED);
    return Analyzer.DEFAULT
        .run(SimulatedRun.write(temp.resolve(setting.name()), setting, SEED))
        .scenarios()
        .get(setting.name())
        .warnings();
  }
}
