package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.intervals.PartCores;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineCautionTest {
  /** Of the recorded article run: 1.97 cores of the host, 1.48 of server, mock API and driver. */
  @Test
  void coresThatNobodyAccountsForAreTold() throws IOException {
    RunFolder folder = RunNames.find("article");
    RunAnalysis analysis = Analyzer.DEFAULT.run(folder);
    List<String> warnings = analysis.scenarios().get("asgi-async").warnings();
    assertTrue(
        warnings.stream()
            .anyMatch(
                w -> w.matches(".*neither server, mock API nor driver took 0\\.[45]\\d of.*")),
        warnings.toString());
    String limit = analysis.scenarios().get("asgi-async").limiter().sentence();
    // The utilization law: 1.28 cores / 285 req/s of the time looked at = 4.5 ms a request.
    assertTrue(limit.contains("demand 4.5 ms a request"), limit);
    assertTrue(limit.contains("the server used 1.28 of 2.0 cores, mock and driver 0.20"), limit);
  }

  @Test
  void aServerThatIsNotWatchedIsNotCalledSomethingBesideIt() {
    double unknown = Double.NaN;
    assertTrue(
        MachineCaution.of(new PartCores(unknown, unknown, 0.1, 0, 1.21, 1.31), 2)
            .orElseThrow()
            .startsWith(
                "all but the driver took 1.21 of this machine's 2 cores: a server here is"));
    assertTrue(
        MachineCaution.of(new PartCores(1.2, unknown, 0.1, 0.2, 0.3, 1.8), 2)
            .orElseThrow()
            .startsWith("the container engine took 0.20 and other processes 0.30 of"));
    assertEquals(Optional.empty(), MachineCaution.of(new PartCores(1.8, 0.1, 0.1, 0, 0.02, 2), 2));
  }

  @Test
  void aQuietMachineIsNoWarning() throws IOException {
    RunFolder folder = RunNames.find("article");
    List<String> warnings = Analyzer.DEFAULT.run(folder).scenarios().get("wsgi-sync").warnings();
    assertEquals(0, warnings.stream().filter(w -> w.contains("of the machine's")).count());
  }
}
