package flowgauge.analyze.worlds;

import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.compare.Comparison.Verdict;
import flowgauge.analyze.compare.Comparisons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What comparisons of pairs of independent runs say.
 *
 * @param verdicts how many pairs each was said of
 * @param figures how often each voting figure was called better or worse
 * @param neededSeconds the middle one of the loads that would do, 0 if none was told
 */
record ComparedRuns(
    Map<Verdict, Integer> verdicts, Map<String, Integer> figures, double neededSeconds) {
  private static final List<String> VOTERS = List.of("throughput", "failures", "p50", "p95", "p99");

  /** So many pairs with seeds from the first on; B's service takes so many times as long. */
  static ComparedRuns of(Path temp, ComparedKind kind, long first, int pairs, double factor) {
    List<Comparison> all =
        LongStream.range(0, pairs)
            .parallel()
            .mapToObj(i -> compare(temp, kind, first + 2 * i, factor))
            .toList();
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    Map<String, Integer> figures = new TreeMap<>();
    for (Comparison each : all) {
      verdicts.merge(each.verdict(), 1, Integer::sum);
      each.changes().stream()
          .filter(c -> VOTERS.contains(c.figure()))
          .filter(c -> c.verdict() == Verdict.BETTER || c.verdict() == Verdict.WORSE)
          .forEach(c -> figures.merge(c.figure(), 1, Integer::sum));
    }
    double[] needed =
        all.stream()
            .flatMapToDouble(
                c ->
                    c.changes().stream()
                        .filter(change -> VOTERS.contains(change.figure()))
                        .flatMapToDouble(
                            change -> change.secondsNeeded().stream().mapToDouble(s -> s))
                        .max()
                        .stream())
            .sorted()
            .toArray();
    return new ComparedRuns(verdicts, figures, needed.length == 0 ? 0 : needed[needed.length / 2]);
  }

  int count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  int silent() {
    return count(Verdict.SAME) + count(Verdict.TOO_NOISY);
  }

  private static Comparison compare(Path temp, ComparedKind kind, long seed, double factor) {
    try {
      Path a = write(temp, kind.world(seed, 1));
      Path b = write(temp, kind.world(seed + 1, factor));
      Comparison comparison = Comparisons.of(a.toString(), b.toString()).get(0);
      delete(a);
      delete(b);
      return comparison;
    } catch (IOException failed) {
      throw new IllegalStateException(kind + ", seed " + seed, failed);
    }
  }

  private static Path write(Path temp, World world) throws IOException {
    Path folder = Files.createTempDirectory(temp, "compared").resolve("run");
    WorldFolder.write(folder, world, WorldSimulation.run(world));
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder.getParent())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
