package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache folder of a test's own: no bench of another checkout sees the marks that its benches set
 * there, and removes what they stand for.
 */
record OwnCache(Path path) {

  /** A bench that uses it. */
  BenchProcess bench(Path folder) {
    return new BenchProcess(folder).variable("FLOWGAUGE_CACHE", path.toString());
  }

  /** The marks of runs that have containers. */
  List<Path> marks() throws IOException {
    try (Stream<Path> all = Files.list(path.resolve("containers"))) {
      return all.toList();
    }
  }
}
