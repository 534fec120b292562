package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.intervals.PartCores;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCautionTest {
  @TempDir Path folder;

  /** Of the recorded article run: 1.79 cores of the host, all of server, mock API and driver. */
  @Test
  void theServersShareOfAMachineIsTold() throws IOException {
    String limit = cpu(RunNames.find("article"));
    // The utilization law: 1.55 cores / 345.6 req/s of the time looked at = 4.5 ms a request.
    assertTrue(limit.contains("demand 4.5 ms a request"), limit);
    assertTrue(limit.contains("the server used 1.55 of 2.0 cores, mock and driver 0.24"), limit);
  }

  /** What is said of the server's CPU as a limit; nothing where it is none that is known. */
  private static String cpu(RunFolder folder) throws IOException {
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("asgi-async");
    return analysis
        .limiter()
        .candidate(Limiter.Name.SERVER_CPU)
        .map(Limiter.Candidate::evidence)
        .orElse("");
  }

  /** The article's run as it would be had its parts run on other machines. */
  private String limit(String where) throws IOException {
    Path article = RunNames.find("article").path();
    Path run = Files.createDirectories(folder.resolve("run"));
    String info = Files.readString(article.resolve("run.json"));
    Files.writeString(run.resolve("run.json"), info.replaceFirst("\"plan\" : \\{", "$0" + where));
    for (String name : List.of("wsgi-sync", "asgi-async")) {
      Files.createDirectory(run.resolve(name));
      for (String file : List.of("samples.csv.gz", "driver.csv", "resources.csv")) {
        Files.copy(article.resolve(name).resolve(file), run.resolve(name).resolve(file));
      }
    }
    return cpu(RunFolder.open(run));
  }

  @Test
  void aMockOnAnotherMachineIsNotCountedAmongThisOnesCores() throws IOException {
    String limit = limit("\"mock_engine\": \"tcp://m:2376\", \"mock_host\": \"m\",");
    assertTrue(limit.matches("(?s).*the server used 1.55 of 2.0 cores, driver 0\\.[01].*"), limit);
  }

  @Test
  void aServerOnAnotherMachineIsNotMeasuredByThisOnesCores() throws IOException {
    String limit = limit("\"engine_host\": \"s\", \"mock_engine\": \"unix:///m\",");
    assertFalse(limit.contains("2.0 cores"), limit);
    assertFalse(limit.contains("others on this machine"), limit);
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
    for (ScenarioAnalysis each : Analyzer.DEFAULT.run(folder).scenarios().values()) {
      List<String> warnings = each.warnings();
      assertEquals(0, warnings.stream().filter(w -> w.contains("machine's")).count());
    }
  }
}
