import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A run's folder with made-up samples, 20,000 a second, to analyze. */
final class SyntheticRun {
  static final String SCENARIO = "synthetic";
  private static final long PER_SECOND = 20_000;

  private SyntheticRun() {}

  static RunFolder write(Path path, long rows) throws IOException {
    RunFolder folder = RunFolder.createAt(path);
    double seconds = Math.max(1, (double) rows / PER_SECOND);
    folder.write(
        new RunInfo(
            RunInfo.SCHEMA,
            SCENARIO,
            RunInfo.TOOL_VERSION,
            Optional.empty(),
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            RunInfo.Status.COMPLETE,
            Optional.empty(),
            new RunInfo.Host("synthetic", 2, 1L << 30, "none"),
            Map.of(),
            List.of(scenario(seconds)),
            Optional.empty(),
            Optional.empty()));
    try (OutputStream out =
        Files.newOutputStream(folder.scenario(SCENARIO).resolve("samples.csv"))) {
      rows(out, rows);
    }
    return folder;
  }

  private static void rows(OutputStream out, long rows) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder(1 << 20).append(SampleCsv.header()).append('\n');
    for (long i = 0; i < rows; i++) {
      long sent = i * 1_000_000 / PER_SECOND;
      double u = 1 - random.nextDouble();
      long backend = 20_000 + (long) (-15_000 * Math.log(u)); // a tail as waiting has it
      long node = backend + 500 + random.nextInt(400);
      boolean ok = random.nextInt(2000) != 0;
      long end = sent + node + 300 + random.nextInt(2000);
      text.append(i).append(',').append(i % 1000).append(',').append(i % 1000).append(',');
      text.append(i >= 1000).append(',');
      text.append(i >= 1000 ? 1_000 + random.nextInt(5_000_000) : "").append(',');
      text.append(sent).append(',').append(sent + 12).append(',').append(i < 1000 ? "150" : "");
      text.append(',').append(ok ? end - 40 : "").append(',').append(end).append(',');
      text.append(600 + i % 300).append(ok ? ",ok,200,70," : ",connection_reset,,,");
      text.append(ok ? node : "").append(',').append(ok ? backend : "").append(",steady,0,,,,,\n");
      if (text.length() > 1 << 19) {
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        text.setLength(0);
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ScenarioInfo scenario(double seconds) {
    Optional<Double> rate = Optional.of((double) PER_SECOND);
    ServerInfo server =
        new ServerInfo(
            "external",
            Optional.empty(),
            Optional.empty(),
            "http://127.0.0.1:1/",
            "POST",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(5.0),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of("/node_s"),
            Optional.of("/backend_s"),
            List.of(),
            Optional.empty());
    LoadInfo load =
        new LoadInfo(
            List.of(
                new LoadInfo.StageInfo(seconds, Optional.empty(), Optional.empty(), rate, rate)),
            0,
            0,
            "uniform",
            "per_user",
            100_000,
            300,
            5,
            0,
            30,
            false,
            1);
    return new ScenarioInfo(
        SCENARIO,
        server,
        load,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Optional.of(0L),
        Optional.of((long) (seconds * 1e6)),
        Optional.of((long) (seconds * 1e6)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(0L),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
