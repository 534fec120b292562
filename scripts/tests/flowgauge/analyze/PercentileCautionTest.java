package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.simulate.Machine;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A percentile whose interval says too little comes with a word. */
class PercentileCautionTest {
  private static final long SEED = 750_001;

  @TempDir Path temp;

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(
            "near capacity",
            Setting.open("near", new Machine("wsgi", 8, 8, 8, 2), 43, 120),
            "near capacity (server threads at 8"),
        Arguments.of(
            "overloaded", Setting.threadLimitedOpen(), "requests arrived faster than they were"),
        Arguments.of("stalled", Setting.frozenBackend(), "the backend held the run up"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatTheIntervalsDoNotSayIsSaid(String name, Setting setting, String words)
      throws IOException {
    List<String> warnings = warnings(setting);
    assertTrue(warnings.stream().anyMatch(w -> w.startsWith(words)), warnings.toString());
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
