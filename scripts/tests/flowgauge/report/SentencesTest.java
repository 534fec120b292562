package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.simulate.Analyses;
import flowgauge.analyze.simulate.Setting;
import flowgauge.record.DriverVerdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three sentences on runs whose truth is known: those that the analysis is tested on. */
class SentencesTest {
  private static final long FIRST_SEED = 10_001;
  private static final int SEEDS = 100;

  record Truth(Setting setting, String limited, String advice) {
    @Override
    public String toString() {
      return setting.name();
    }
  }

  static List<Truth> truths() {
    return List.of(
        new Truth(
            Setting.threadLimited(), "was limited by its server's request threads", "more workers"),
        new Truth(
            Setting.threadLimitedOpen(),
            "was limited by its server's request threads",
            "more workers"),
        new Truth(Setting.cpuLimited(), "was limited by the server's CPU", "more CPU"),
        new Truth(Setting.clientLimited(), "was limited by the simulated users", "more users"),
        new Truth(Setting.frozenBackend(), "was limited by its backend", "look at the backend"),
        new Truth(Setting.staleKeepAlive(), "was limited by the simulated users", "keep-alive"),
        new Truth(Setting.healthy(), "nothing limited it", "nothing needs to be changed"));
  }

  @ParameterizedTest
  @MethodSource("truths")
  void areRight(Truth truth) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      RunAnalysis analysis = Analyses.of(truth.setting(), seed);
      List<String> said = Sentences.of(analysis, Map.of(), Optional.empty());
      assertEquals(3, said.size());
      String all = "seed " + seed + ": " + String.join(" ", said);
      assertTrue(said.get(0).startsWith(truth.setting().name() + " served "), all);
      assertTrue(said.get(1).contains(truth.limited()), all);
      assertTrue(
          said.get(2).toLowerCase(Locale.ROOT).contains(truth.advice().toLowerCase(Locale.ROOT)),
          all);
      said.forEach(sentence -> assertTrue(sentence.endsWith("."), sentence));
    }
  }

  @Test
  void aDriverThatWasTheLimitComesFirst() {
    Setting setting = Setting.healthy();
    RunAnalysis analysis = Analyses.of(setting, 1);
    DriverVerdict verdict = new DriverVerdict(DriverVerdict.Kind.DRIVER_LIMITED, List.of());
    List<String> said = Sentences.of(analysis, Map.of(setting.name(), verdict), Optional.empty());
    assertTrue(said.get(2).startsWith("Do not use the figures of healthy"), said.get(2));
  }
}
