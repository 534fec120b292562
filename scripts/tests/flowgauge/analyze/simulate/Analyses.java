package flowgauge.analyze.simulate;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The analysis of a simulated run, made once for all tests that ask for it. */
public final class Analyses {
  private record Key(Setting setting, long seed) {}

  private static final Map<Key, RunAnalysis> MADE = new ConcurrentHashMap<>();

  private Analyses() {}

  /** That of a setting's run with a seed; whoever comes while it is being made waits for it. */
  public static RunAnalysis of(Setting setting, long seed) {
    return MADE.computeIfAbsent(new Key(setting, seed), Analyses::make);
  }

  private static RunAnalysis make(Key key) {
    try {
      Path folder = Files.createTempDirectory("flowgauge-simulated-");
      try {
        return Analyzer.DEFAULT.run(SimulatedRun.write(folder, key.setting, key.seed));
      } finally {
        delete(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
