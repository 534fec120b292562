package flowgauge.analyze.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.Runs;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the response time goes when the server says nothing of it. */
class TimeSplitTest {
  @TempDir Path temp;

  private List<Double> shares(String... rows) throws Exception {
    RunFolder folder = Runs.withSamples(temp.resolve("run"), Runs.HEADER + String.join("", rows));
    var scenario = folder.read().scenarios().get(0);
    Accumulator samples = new Accumulator(1_000_000, scenario);
    Samples.forEach(folder.samples(scenario.name()), samples::row);
    return TimeBreakdown.of(samples, scenario).parts().stream()
        .map(TimeBreakdown.Part::share)
        .toList();
  }

  private static String connected(long request, long connectUs, long endUs) {
    String[] fields = Runs.ok(request, 0, endUs).split(",", -1);
    fields[List.of(Runs.HEADER.strip().split(",")).indexOf("connect_us")] = "" + connectUs;
    return String.join(",", fields);
  }

  @Test
  void theTimeThatConnectingTookIsNoWork() throws Exception {
    // 60 of 100 ms and 140 of 200 ms until connected; then 40 ms alone, and 60
    assertEquals(
        List.of(200 / 300.0, 80 / 300.0, 20 / 300.0),
        shares(connected(0, 60_000, 100_000), connected(1, 140_000, 200_000)));
  }

  @Test
  void whatTookNoTimeHasNoParts() throws Exception {
    assertEquals(List.of(), shares(Runs.ok(0, 5, 5)));
  }
}
