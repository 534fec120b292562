import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.ResourceCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cores of a stretch, from rows whose truth is known. */
class WatchedCoresTest {
  @TempDir Path folder;

  private Map<String, Double> between(long fromUs, long toUs, String... rows) throws IOException {
    StringBuilder csv = new StringBuilder(String.join(",", ResourceCsv.COLUMNS)).append('\n');
    for (String row : rows) {
      csv.append(row).append(",".repeat(ResourceCsv.COLUMNS.size() - 3)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("resources.csv"), csv);
    return WatchedCores.between(file, fromUs, toUs);
  }

  @Test
  void stepsThatReachBeyondCountForNothing() throws IOException {
    Map<String, Double> cores =
        between(
            1_500_000,
            5_000_000,
            "1000000,server,9",
            "2000100,server,9",
            "3000100,server,1",
            "5000100,server,2.5", // a step was left out: twice as long
            "6000100,server,9");
    assertEquals(Map.of("server", 2.0), cores);
  }

  @Test
  void eachPartHasItsOwnSteps() throws IOException {
    Map<String, Double> cores =
        between(
            1_000_000,
            2_000_000,
            "1000000,server,5",
            "1000010,mock,5",
            "2000000,server,0.5",
            "2000010,mock,0.25",
            "2000010,engine,");
    assertEquals(0.5, cores.get("server"));
    assertEquals(0.25, cores.get("mock"));
    assertTrue(Double.isNaN(cores.get("engine")));
  }
}
