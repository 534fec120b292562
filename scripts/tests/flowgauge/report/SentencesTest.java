package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.compare.Comparison;
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

  private static String compared(Comparison.Verdict verdict) {
    Setting setting = Setting.healthy();
    ScenarioAnalysis one = Analyses.of(setting, 1).scenarios().get(setting.name());
    ScenarioAnalysis other = Analyses.of(setting, 2).scenarios().get(setting.name());
    boolean first = one.summary().requestsPerSecond() >= other.summary().requestsPerSecond();
    RunAnalysis both =
        new RunAnalysis(
            RunAnalysis.SCHEMA,
            "both",
            "test",
            Map.of("a", first ? one : other, "b", first ? other : one),
            List.of());
    Comparison.Change change =
        new Comparison.Change(
            "throughput",
            "/s",
            2,
            1,
            0.5,
            0.2,
            1.2,
            verdict,
            Optional.of(90.0).filter(s -> noisy(verdict)));
    Comparison comparison =
        new Comparison(
            "a", "b", verdict, "", false, List.of(change), List.of(), 0.5, 0.5, List.of());
    return Sentences.of(both, Map.of(), Optional.of(comparison)).get(0);
  }

  private static boolean noisy(Comparison.Verdict verdict) {
    return verdict == Comparison.Verdict.TOO_NOISY;
  }

  @Test
  void whatIsTooNoisyIsNotCalledAlike() {
    String noisy = compared(Comparison.Verdict.TOO_NOISY);
    assertTrue(noisy.startsWith("It can't be told which of a and b serves more ("), noisy);
    assertTrue(noisy.contains("run them for longer, about 90 s;"), noisy);
    String same = compared(Comparison.Verdict.SAME);
    assertTrue(same.startsWith("a and b served about as many requests a second"), same);
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
