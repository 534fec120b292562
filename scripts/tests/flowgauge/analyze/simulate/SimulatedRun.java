package flowgauge.analyze.simulate;

import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.ResourceCsv;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes simulations as a run's folder, as if they had been measured. */
public final class SimulatedRun {
  private SimulatedRun() {}

  /** One scenario in a folder that must be empty or absent. */
  public static RunFolder write(Path path, Setting setting, long seed) throws IOException {
    Simulation.Result result = Simulation.run(setting, seed);
    RunFolder folder = RunFolder.createAt(path);
    folder.write(
        new RunInfo(
            RunInfo.SCHEMA,
            setting.name(),
            "0",
            Optional.empty(),
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            RunInfo.Status.COMPLETE,
            Optional.empty(),
            new RunInfo.Host("simulated", 8, 16L << 30, "none"),
            Map.of(),
            List.of(info(setting, seed, result.endUs())),
            Optional.empty(),
            Optional.empty()));
    Path scenario = folder.scenario(setting.name());
    try (BufferedWriter out = Files.newBufferedWriter(scenario.resolve("samples.csv"))) {
      out.write(SampleCsv.header());
      out.write('\n');
      for (Sample sample : result.samples()) {
        out.write(SampleCsv.format(sample));
        out.write('\n');
      }
    }
    resources(folder.resources(setting.name()), result);
    return folder;
  }

  private static void resources(Path file, Simulation.Result result) throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", ResourceCsv.COLUMNS)).append('\n');
    double[] cpu = result.cpuSecondsPerSecond();
    for (int i = 0; i < cpu.length; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,server,%.3f,100000000,3,20,50,,,,,%n",
              (i + 1) * 1_000_000L,
              cpu[i]));
      text.append(
          String.format(
              Locale.ROOT, "%d,host,%.3f,,,,,,,,,%n", (i + 1) * 1_000_000L, cpu[i] + 0.2));
    }
    Files.writeString(file, text);
  }

  private static ScenarioInfo info(Setting s, long seed, long endUs) {
    StageInfo stage =
        s.users() > 0
            ? new StageInfo(
                s.seconds(),
                Optional.of(s.users()),
                Optional.of(s.spawnRate()),
                Optional.empty(),
                Optional.empty())
            : new StageInfo(
                s.seconds(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(s.rate()),
                Optional.of(s.rate()));
    LoadInfo load =
        new LoadInfo(
            List.of(stage),
            s.waitMinS(),
            s.waitMaxS(),
            "poisson",
            "per_user",
            100_000,
            300,
            5,
            0,
            30,
            false,
            seed);
    return new ScenarioInfo(
        s.name(),
        server(s),
        load,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Optional.of(0L),
        Optional.of(Math.round(s.seconds() * 1e6)),
        Optional.of(endUs),
        Optional.empty(),
        Optional.empty(),
        Optional.of(0L),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ServerInfo server(Setting s) {
    return new ServerInfo(
        "process",
        Optional.of(s.machine().engine()),
        Optional.of("simulated"),
        "http://127.0.0.1:1/score",
        "POST",
        Optional.of(s.machine().workers()),
        Optional.of(s.machine().threads()),
        s.machine().cores() < 8 ? Optional.of(s.machine().cores()) : Optional.empty(),
        Optional.empty(),
        s.keepAliveS() < 1e6 ? Optional.of(s.keepAliveS()) : Optional.empty(),
        Optional.empty(),
        Setting.FAN_OUT_S,
        Optional.of(s.backendMinS()),
        Optional.of(s.backendMaxS()),
        Optional.of("/node_s"),
        Optional.of("/backend_s"),
        List.of(),
        Optional.empty());
  }
}
