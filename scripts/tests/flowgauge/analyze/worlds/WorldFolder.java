package flowgauge.analyze.worlds;

import flowgauge.record.DriverCsv;
import flowgauge.record.DriverVerdict;
import flowgauge.record.DriverVerdict.Kind;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.sample.Outcome;
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

/** Writes a world's run as bench would have recorded it by {@code --url}. */
final class WorldFolder {
  static final String SCENARIO = "world";

  /** What the loop could do where nothing slows the driver. */
  private static final double QUICK_PER_S = 20_000;

  private WorldFolder() {}

  static RunFolder write(Path path, World world, Inside inside) throws IOException {
    List<Sample> samples = Baseline.around(world, inside.samples);
    RunFolder folder = RunFolder.createAt(path);
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
            new RunInfo.Host("simulated", 2, 8L << 30, "none"),
            Map.of(),
            List.of(info(world, inside, samples)),
            Optional.empty(),
            Optional.empty()));
    Path file = folder.scenario(SCENARIO).resolve("samples.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(SampleCsv.header());
      out.write('\n');
      for (Sample sample : samples) {
        out.write(SampleCsv.format(sample));
        out.write('\n');
      }
    }
    driver(folder.driver(SCENARIO), world, inside);
    return folder;
  }

  private static ScenarioInfo info(World world, Inside inside, List<Sample> samples) {
    double shift = Baseline.lengthS(world);
    long endUs = samples.stream().mapToLong(Sample::endUs).max().orElse(0);
    return new ScenarioInfo(
        SCENARIO,
        server(world),
        world.load(),
        Instant.EPOCH,
        Optional.of(Instant.EPOCH.plusMillis(endUs / 1000)),
        Optional.of(0L),
        Optional.of(Rows.us(shift + world.lengthS())),
        Optional.of(endUs),
        Optional.empty(),
        Optional.empty(),
        Optional.of(0L),
        Optional.empty(),
        Optional.of(verdict(inside)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ServerInfo server(World world) {
    boolean told = world.tellsSlots() && world.slots() != World.UNBOUNDED;
    return new ServerInfo(
        "external",
        told ? Optional.of("wsgi") : Optional.empty(),
        Optional.empty(),
        "http://127.0.0.1:1/",
        "GET",
        told ? Optional.of(1) : Optional.empty(),
        told ? Optional.of(world.slots()) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        world.tellsTimes() ? Optional.of("/node_s") : Optional.empty(),
        world.tellsTimes() ? Optional.of("/backend_s") : Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** As {@code load} judges by lateness and by what was never sent. */
  private static DriverVerdict verdict(Inside inside) {
    double[] late =
        inside.samples.stream()
            .filter(row -> row.outcome() != Outcome.NOT_SENT)
            .mapToDouble(row -> row.sentUs() - row.intendedUs())
            .sorted()
            .toArray();
    double p99 = late.length == 0 ? 0 : late[(int) (0.99 * (late.length - 1))];
    boolean limited = p99 > 10_000;
    boolean unsent = inside.unsent > 0;
    return new DriverVerdict(
        limited ? Kind.DRIVER_LIMITED : unsent ? Kind.MIXED : Kind.VALID,
        List.of(
            new DriverVerdict.Sign("lateness_p99", p99, 1_000, "us", limited ? 1 : 0, limited),
            new DriverVerdict.Sign(
                "not_sent", inside.unsent, 0, "requests", unsent ? 1 : 0, unsent)));
  }

  private static void driver(Path file, World world, Inside inside) throws IOException {
    double shift = Baseline.lengthS(world);
    int seconds = (int) Math.ceil(shift + world.lengthS());
    long[] sent = new long[seconds + 1];
    long[] ok = new long[seconds + 1];
    long[] failed = new long[seconds + 1];
    long[] unsent = new long[seconds + 1];
    long[] lateUs = new long[seconds + 1];
    int[] flying = new int[seconds + 1];
    for (Sample row : inside.samples) {
      int end = (int) Math.min(seconds, row.endUs() / 1_000_000);
      if (row.outcome() == Outcome.NOT_SENT) {
        unsent[end]++;
        continue;
      }
      int begin = (int) Math.min(seconds, row.sentUs() / 1_000_000);
      sent[begin]++;
      lateUs[begin] = Math.max(lateUs[begin], row.sentUs() - row.intendedUs());
      ok[end] += row.outcome() == Outcome.OK ? 1 : 0;
      failed[end] += row.outcome().failed() ? 1 : 0;
      for (int at = begin; at < end; at++) {
        flying[at]++;
      }
    }
    StringBuilder text = new StringBuilder(String.join(",", DriverCsv.COLUMNS)).append('\n');
    for (int i = 0; i < seconds; i++) {
      double most = Math.min(QUICK_PER_S, world.driverPerSecond());
      text.append(
          String.format(
              Locale.ROOT,
              "%d,steady,%d,%d,%d,%d,%d,%d,%d,%d,0,%.3f,%.3f,%d%n",
              (i + 1) * 1_000_000L,
              world.users(i + 0.999 - shift),
              flying[i],
              sent[i],
              ok[i],
              failed[i],
              unsent[i],
              lateUs[i],
              Math.min(lateUs[i], 500),
              Math.min(1, sent[i] / most) + 0.05,
              Math.min(1, sent[i] / most),
              flying[i]));
    }
    Files.writeString(file, text);
  }
}
