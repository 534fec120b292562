package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.simulate.Analyses;
import flowgauge.analyze.simulate.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs whose truth is known: the right verdict and limiter in at least 95 of 100. The seeds are
 * none of those that thresholds were looked at with.
 */
class VerdictsTest {
  private static final long FIRST_SEED = 10_001;
  private static final int SEEDS = 100;

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of(Setting.threadLimited(), Verdict.SATURATED, Limiter.Name.SERVER_THREADS),
        Arguments.of(Setting.threadLimitedOpen(), Verdict.SATURATED, Limiter.Name.SERVER_THREADS),
        Arguments.of(Setting.cpuLimited(), Verdict.SATURATED, Limiter.Name.SERVER_CPU),
        Arguments.of(Setting.clientLimited(), Verdict.NONE, Limiter.Name.CLIENTS),
        Arguments.of(Setting.frozenBackend(), Verdict.SATURATED, Limiter.Name.BACKEND),
        Arguments.of(Setting.staleKeepAlive(), Verdict.NONE, Limiter.Name.CLIENTS),
        Arguments.of(Setting.healthy(), Verdict.NONE, Limiter.Name.NOTHING));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void verdictAndLimiterAreRight(Setting setting, Verdict verdict, Limiter.Name limiter) {
    int right = 0;
    List<String> wrong = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      ScenarioAnalysis analysis = Analyses.of(setting, seed).scenarios().get(setting.name());
      boolean agrees =
          analysis.backpressure().verdict() == verdict
              && analysis.limiter().name() == limiter
              && causesAreRight(setting, analysis);
      right += agrees ? 1 : 0;
      if (!agrees) {
        wrong.add(
            seed
                + ": "
                + analysis.backpressure().sentence()
                + "; "
                + analysis.limiter().sentence());
      }
    }
    System.out.printf(
        "%s: %d of %d seeds from %d right%n", setting.name(), right, SEEDS, FIRST_SEED);
    assertTrue(right >= 0.95 * SEEDS, setting.name() + " wrong at " + wrong);
  }

  /** Every failure simulated is a stale connection: nine in ten clusters must say so. */
  private static boolean causesAreRight(Setting setting, ScenarioAnalysis analysis) {
    List<Failures.Cluster> clusters = analysis.failures().clusters();
    long stale =
        clusters.stream().filter(c -> c.causes().get(0).name().equals("stale_keep_alive")).count();
    return setting.raceS() == 0 ? clusters.isEmpty() : stale >= 0.9 * clusters.size();
  }
}
