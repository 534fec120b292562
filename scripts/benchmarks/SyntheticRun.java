import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A run's folder with made-up samples, 20,000 a second, to analyze. */
final class SyntheticRun {
  static final String SCENARIO = "synthetic";
  private static final long PER_SECOND = 20_000;
  private static final String RUN =
      """
      {"schema": 1, "name": "synthetic", "tool_version": "none", "status": "complete",
       "started": "1970-01-01T00:00:00Z", "ended": "1970-01-01T00:00:00Z", "versions": {},
       "host": {"cpu_model": "synthetic", "cores": 2, "memory_bytes": 1073741824, "kernel": "none"},
       "scenarios": [{
         "name": "synthetic", "started": "1970-01-01T00:00:00Z", "ended": "1970-01-01T00:00:00Z",
         "clock_drift_us": 0, "load_end_us": %3$d, "end_us": %3$d, "samples_waited": 0,
         "server": {
           "runtime": "external", "url": "http://127.0.0.1:1/", "method": "POST", "command": [],
           "keep_alive_seconds": 5, "node_pointer": "/node_s", "backend_pointer": "/backend_s"},
         "load": {
           "stages": [{"seconds": %2$s, "rate_from": %1$d, "rate_to": %1$d}],
           "arrivals": "uniform", "connections": "per_user", "max_in_flight": 100000,
           "timeout_seconds": 300, "connect_timeout_seconds": 5, "drain_seconds": 30, "seed": 1}}]}
      """;

  private SyntheticRun() {}

  static RunFolder write(Path path, long rows) throws IOException {
    RunFolder folder = RunFolder.createAt(path);
    double seconds = Math.max(1, (double) rows / PER_SECOND);
    String run = RUN.formatted(PER_SECOND, seconds, (long) (seconds * 1e6));
    folder.write(Json.mapper().readValue(run, RunInfo.class));
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
}
