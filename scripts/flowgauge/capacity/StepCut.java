package flowgauge.capacity;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.Sample;
import flowgauge.record.SampleCsv;
import flowgauge.record.ScenarioInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step as a run of its own, so that all that is said of a run can be said of it: its requests and
 * the baseline's, the driver's seconds and what the server used, from the step's begin on.
 */
final class StepCut {
  private static final int COLUMN_OF_TIME = 0;

  private final RunFolder folder;
  private final RunInfo run;
  private final ScenarioInfo scenario;
  private final Model model;

  StepCut(RunFolder folder, RunInfo run, ScenarioInfo scenario, Model model) {
    this.folder = folder;
    this.run = run;
    this.scenario = scenario;
    this.model = model;
  }

  /** Analyzes a step by itself, beside the run's baseline. */
  ScenarioAnalysis analyze(Step step) throws IOException {
    Path path = Files.createTempDirectory("flowgauge-step-");
    try {
      RunFolder cut = RunFolder.createAt(path);
      Path own = cut.scenario(scenario.name());
      long fromUs = Math.round(step.startSeconds() * 1e6);
      long endUs = samples(step, fromUs, own.resolve("samples.csv"));
      long untilUs = Math.max(1, Math.round(step.untilSeconds() * 1e6) - fromUs);
      rows(folder.driver(scenario.name()), own.resolve("driver.csv"), fromUs, endUs);
      rows(folder.resources(scenario.name()), own.resolve("resources.csv"), fromUs, endUs);
      ScenarioInfo alone = info(step, untilUs, Math.max(untilUs, endUs));
      RunInfo whole = run.withScenarios(List.of(alone));
      cut.write(whole);
      return Analyzer.DEFAULT.scenario(cut, whole, alone);
    } finally {
      delete(path);
    }
  }

  private long samples(Step step, long fromUs, Path file) throws IOException {
    long untilUs = Math.round(step.untilSeconds() * 1e6);
    long[] endUs = {0};
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(SampleCsv.header() + "\n");
      Samples.forEach(
          folder.samples(scenario.name()),
          row -> {
            boolean before = row.phase() == Phase.BASELINE && row.endUs() <= 0;
            long us = row.sentUs() == Sample.ABSENT ? row.intendedUs() : row.sentUs();
            boolean inside = row.phase() != Phase.BASELINE && us >= fromUs && us <= untilUs;
            if (before || inside) {
              Sample moved = inside ? row.shifted(-fromUs) : row;
              endUs[0] = inside ? Math.max(endUs[0], moved.endUs()) : endUs[0];
              write(out, moved);
            }
          });
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
    return endUs[0];
  }

  private static void write(BufferedWriter out, Sample row) {
    try {
      out.write(SampleCsv.format(row) + "\n");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void rows(Path from, Path to, long fromUs, long lengthUs) throws IOException {
    if (!Files.isRegularFile(from)) {
      return;
    }
    try (Stream<String> lines = Files.lines(from);
        BufferedWriter out = Files.newBufferedWriter(to)) {
      boolean[] header = {true};
      lines.forEach(
          line -> {
            String[] fields = line.split(",", 2);
            try {
              if (header[0]) {
                out.write(line + "\n");
                header[0] = false;
                return;
              }
              long us = (long) Double.parseDouble(fields[COLUMN_OF_TIME]) - fromUs;
              if (us > 0 && us <= lengthUs + 1_000_000) {
                out.write(us + "," + fields[1] + "\n");
              }
            } catch (NumberFormatException | IndexOutOfBoundsException cutOff) {
              // a last line that was cut
            } catch (IOException full) {
              throw new UncheckedIOException(full);
            }
          });
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  private ScenarioInfo info(Step step, long untilUs, long endUs) {
    double seconds = untilUs / 1e6;
    LoadInfo load = scenario.load();
    Optional<StageInfo> was =
        load.stages().stream()
            .filter(stage -> model != Model.USERS || holds(stage, step.load()))
            .findFirst();
    StageInfo stage =
        model == Model.USERS
            ? new StageInfo(
                seconds,
                Optional.of((int) step.load()),
                was.flatMap(StageInfo::spawnRate),
                Optional.empty(),
                Optional.empty())
            : new StageInfo(
                seconds,
                Optional.empty(),
                Optional.empty(),
                Optional.of(step.load()),
                Optional.of(step.load()));
    return new ScenarioInfo(
        scenario.name(),
        scenario.server(),
        load.with(List.of(stage)),
        scenario.started().plus(Duration.ofNanos(Math.round(step.startSeconds() * 1e9))),
        Optional.empty(),
        Optional.empty(),
        Optional.of(untilUs),
        Optional.of(endUs),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        scenario.driver().filter(any -> step.driver().equals(Optional.of(any.verdict()))));
  }

  private static boolean holds(StageInfo stage, double users) {
    return stage.users().filter(n -> n == (int) users).isPresent();
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
