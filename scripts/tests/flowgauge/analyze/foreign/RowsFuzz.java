package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.Samples;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Any file of another tool's: refused in one line, or a run whose samples can be read. */
public final class RowsFuzz {
  private RowsFuzz() {}

  /** A file, whatever it is. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = Scratch.file("rows/file", data);
    Path folder = file.resolveSibling("run");
    try {
      Source source = Source.of(file);
      Told told = Untold.scenario("s");
      RunFolder run = RunFolder.createAt(folder);
      Importers.into(Importers.of(source, told), source, told, run, Progress.NONE);
      for (ScenarioInfo scenario : run.read().scenarios()) {
        long counted = scenario.summary().orElseThrow().requests();
        if (Files.exists(run.samples(scenario.name()))) {
          long rows = Samples.forEach(run.samples(scenario.name()), row -> {}).rows();
          FuzzTarget.must(rows == counted && rows > 0, rows + " rows, counted " + counted);
        }
      }
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
