package flowgauge.analyze.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.simulate.Machine;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.analyze.simulate.Simulation;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One simulated run calibrates; what the model says of others is held against simulating them. */
class PredictionTest {
  private static final double SECONDS = 400;
  private static final long SEED = 5;

  private record Truth(double perSecond, double medianMs, double p95Ms) {}

  @TempDir Path folder;

  private static Setting setting(
      String engine, int workers, int threads, double cores, double cpuMs, int users) {
    return Setting.closed(
        "it", new Machine(engine, workers, threads, cores, cpuMs), users, 100, SECONDS);
  }

  private static Truth simulate(Setting setting) {
    List<Sample> settled =
        Simulation.run(setting, SEED).samples().stream()
            .filter(s -> s.outcome() == Outcome.OK)
            .filter(s -> s.endUs() > 100e6 && s.endUs() < SECONDS * 1e6)
            .toList();
    double[] ms =
        settled.stream()
            .mapToDouble(s -> (s.get(Column.END_US) - s.get(Column.SENT_US)) / 1e3)
            .sorted()
            .toArray();
    return new Truth(
        ms.length / (SECONDS - 100), ms[ms.length / 2], ms[(int) (0.95 * (ms.length - 1))]);
  }

  private Calibration calibrate(Setting setting) throws IOException {
    RunFolder run = SimulatedRun.write(folder.resolve("run"), setting, SEED + 1);
    return Calibrator.of(run, run.read(), run.read().scenarios().get(0));
  }

  private static void holds(Demand demand, ServerSetting asked, Setting setting) {
    Truth truth = simulate(setting);
    Prediction found = Predictor.of(demand, asked);
    System.out.printf(
        "%s %dx%d, %.0f cores, %d users, seed %d: %.2f req/s (simulated %.2f), median %.0f ms"
            + " (%.0f), p95 %.0f ms (%.0f)%n",
        setting.machine().engine(),
        setting.machine().workers(),
        setting.machine().threads(),
        setting.machine().cores(),
        setting.users(),
        SEED,
        found.perSecond(),
        truth.perSecond(),
        found.medianMs(),
        truth.medianMs(),
        found.p95Ms(),
        truth.p95Ms());
    assertEquals(truth.perSecond, found.perSecond(), 0.05 * truth.perSecond, "requests/s");
    assertEquals(truth.medianMs, found.medianMs(), 0.10 * truth.medianMs, "median");
    assertEquals(truth.p95Ms, found.p95Ms(), 0.20 * truth.p95Ms, "p95");
  }

  @Test
  void otherThreadsWorkersAndUsersOfAThreadedServer() throws IOException {
    Calibration calibration = calibrate(setting("wsgi", 4, 8, 4, 20, 60));
    assertEquals(0.02, calibration.demand().serverSeconds(), 0.001);
    for (int[] other : new int[][] {{4, 8, 60}, {1, 4, 30}, {2, 8, 20}, {4, 16, 200}, {8, 8, 60}}) {
      ServerSetting asked =
          new ServerSetting(
              Optional.of(other[0]), Optional.of(other[1]), false, false, 4, other[2], 1.5);
      holds(calibration.demand(), asked, setting("wsgi", other[0], other[1], 4, 20, other[2]));
    }
  }

  @Test
  void otherCoresAndUsersOfAnUnboundedServer() throws IOException {
    Calibration calibration = calibrate(setting("asgi", 4, 1, 2, 20, 100));
    for (int[] other : new int[][] {{2, 100}, {2, 250}, {2, 400}, {4, 400}, {1, 150}}) {
      ServerSetting asked =
          new ServerSetting(
              Optional.of(4), Optional.empty(), false, false, other[0], other[1], 1.5);
      holds(calibration.demand(), asked, setting("asgi", 4, 1, other[0], 20, other[1]));
    }
  }

  @Test
  void aRunIsFoundAgainAndSaysWhatItLacks() throws IOException {
    Calibration calibration = calibrate(setting("wsgi", 2, 4, 4, 20, 30));
    assertTrue(calibration.missing().contains(Calibration.Missing.BASELINE));
    assertEquals(Optional.of(2), calibration.setting().workers());
    assertEquals(30, calibration.setting().users());
    assertEquals(1.5, calibration.setting().thinkSeconds());
    Predicted found = Predicted.of(calibration, Optional.empty());
    assertTrue(Math.abs(found.throughputError()) < 0.1, "error " + found.throughputError());
    String text = PredictedText.of(found);
    assertTrue(text.contains("no baseline"), text);
  }
}
