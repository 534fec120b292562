package flowgauge.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.BenchProcess;
import faults.Docker;
import faults.SecondEngine;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.WatchedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Server and mock API on engines of two machines, either way round. */
@Tag("slow")
@ResourceLock(Docker.ENGINE)
class ApartEnginesTest {
  private static final String SCENARIO = "asgi-sync";
  private static final String OWN = "label=flowgauge.process";
  private static final String MOCK = "/flowgauge.log uvicorn ";
  private static final String SERVER = "/flowgauge.log gunicorn ";

  /** What a request to the mock API takes at least, its headers alone. */
  private static final int REQUEST_BYTES = 100;

  private static SecondEngine second;

  @TempDir Path folder;

  @BeforeAll
  static void bringTheImages(@TempDir Path logs) throws Exception {
    Docker.need();
    second = SecondEngine.start();
    Scenario scenario = Scenarios.named(SCENARIO).orElseThrow();
    List<String> images = new ArrayList<>();
    try (Server built =
        Servers.start(RuntimeChoice.DOCKER, scenario, Servers.settings(1, 2), logs)) {
      for (WatchedPart part : built.parts()) {
        String id = part.container().orElseThrow();
        images.add(Docker.run("inspect", "-f", "{{.Config.Image}}", id).strip());
      }
    }
    second.bring(images);
  }

  @AfterAll
  static void stop() throws Exception {
    if (second != null) {
      second.close();
    }
  }

  private static String first() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  }

  private BenchProcess bench(String name) throws IOException {
    return new BenchProcess(Files.createDirectory(folder.resolve(name)))
        .variable("FLOWGAUGE_CACHE", folder.resolve("cache").toString());
  }

  private static String[] load(String duration, String... more) {
    List<String> all =
        new ArrayList<>(List.of(SCENARIO, "--workers", "1", "--rate", "4", "--mock-wait", "20ms"));
    all.addAll(List.of("--duration", duration, "--no-report"));
    all.addAll(List.of("--allow-remote", SecondEngine.THERE));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private BenchProcess mockThere(String name, String duration) throws IOException {
    BenchProcess bench = bench(name);
    bench.variable("FLOWGAUGE_MOCK_CERT_PATH", second.certificateFolder().toString());
    // out of its sight are the containers' processes, as on another machine
    bench.ahead("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    return bench.start(load(duration, "--mock-engine", second.address()));
  }

  private BenchProcess serverThere(String name, String duration) throws IOException {
    BenchProcess bench = bench(name);
    bench.variable("DOCKER_HOST", second.address());
    bench.variable("DOCKER_TLS_VERIFY", "1");
    bench.variable("DOCKER_CERT_PATH", second.certificateFolder().toString());
    return bench.start(load(duration, "--mock-engine", first()));
  }

  private static String[] ps() {
    return new String[] {
      "ps", "-a", "--no-trunc", "--filter", OWN, "--format", "{{.Command}} at {{.Ports}}"
    };
  }

  private static String here() throws Exception {
    return Docker.run(ps()).strip();
  }

  private static String there() throws Exception {
    return second.docker(ps()).strip();
  }

  private static void assertOnly(String container, String words, String published) {
    assertEquals(1, container.lines().count(), container);
    assertTrue(container.contains(words), container);
    assertTrue(container.contains(" at " + published + ":"), container);
    assertEquals(1, container.split("->", -1).length - 1, container);
  }

  private static void assertNothingLeft() throws Exception {
    assertEquals("", here());
    assertEquals("", there());
    String[] networks = {"network", "ls", "-q", "--filter", OWN};
    assertEquals("", Docker.run(networks));
    assertEquals("", second.docker(networks));
  }

  /** What a bench recorded that ended by itself; the mock's own count is that of the calls. */
  private static ScenarioInfo ended(BenchProcess bench) throws Exception {
    BenchProcess.Ended ended = bench.end();
    assertEquals(0, ended.code(), ended.all());
    ScenarioInfo scenario = bench.info().scenarios().get(0);
    long ok = bench.rows(SCENARIO).count("ok");
    assertTrue(ok > 0);
    assertEquals(Optional.of(ok), scenario.mockRequests());
    assertNothingLeft();
    return scenario;
  }

  @Test
  void theMockAloneIsOnTheOtherMachine() throws Exception {
    long before = second.bytesToThere();
    try (BenchProcess bench = mockThere("run", "6s")) {
      bench.awaitRows(SCENARIO, 1);
      assertOnly(here(), SERVER, "127.0.0.1");
      assertOnly(there(), MOCK, SecondEngine.THERE);
      long calls = ended(bench).mockRequests().orElseThrow();
      long bytes = second.bytesToThere() - before;
      assertTrue(bytes > calls * REQUEST_BYTES, bytes + " for " + calls);
      assertEquals(Optional.empty(), bench.info().plan().orElseThrow().engineHost());
      assertEquals(Optional.of(SecondEngine.THERE), bench.info().plan().orElseThrow().mockHost());
      assertEquals(Optional.of(second.address()), bench.info().plan().orElseThrow().mockEngine());
      String used = Files.readString(RunFolder.open(bench.out()).resources(SCENARIO));
      assertTrue(used.lines().anyMatch(row -> row.matches("[0-9]+,mock,[0-9.]+,[0-9]+,.*")), used);
    }
  }

  @Test
  void theServerIsThereAndTheMockHere() throws Exception {
    long before = second.bytesFromThere();
    try (BenchProcess bench = serverThere("run", "6s")) {
      bench.awaitRows(SCENARIO, 1);
      assertOnly(there(), SERVER, SecondEngine.THERE);
      assertOnly(here(), MOCK, SecondEngine.HERE);
      long calls = ended(bench).mockRequests().orElseThrow();
      long bytes = second.bytesFromThere() - before;
      assertTrue(bytes > calls * REQUEST_BYTES, bytes + " for " + calls);
      assertEquals(Optional.of(SecondEngine.THERE), bench.info().plan().orElseThrow().engineHost());
      assertEquals(Optional.empty(), bench.info().plan().orElseThrow().mockHost());
    }
  }

  @Test
  void anInterruptLeavesNothingAndTheNextRemovesWhatAKilledOneLeft() throws Exception {
    try (BenchProcess bench = serverThere("interrupted", "60s")) {
      bench.awaitRows(SCENARIO, 1);
      bench.signal("INT");
      assertEquals(130, bench.end().code());
      assertNothingLeft();
    }
    try (BenchProcess bench = serverThere("killed", "60s");
        BenchProcess next = bench("next")) {
      bench.awaitRows(SCENARIO, 1);
      bench.signal("KILL");
      bench.process().waitFor();
      assertOnly(there(), SERVER, SecondEngine.THERE);
      assertOnly(here(), MOCK, SecondEngine.HERE);
      next.variable("DOCKER_HOST", second.address());
      next.variable("DOCKER_TLS_VERIFY", "1");
      next.variable("DOCKER_CERT_PATH", second.certificateFolder().toString());
      next.start("--url", "http://127.0.0.1:1/", "--duration", "1s", "--no-report");
      next.end().assertSays("removed 1 container that an earlier run had left");
      assertNothingLeft();
    }
  }

  @Test
  void aSecondEngineThatIsTheFirstOrAnswersNothingIsToldInOneLine() throws Exception {
    for (String[] wrong :
        List.of(
            new String[] {first(), "is the engine that the server is on"},
            new String[] {"unix:///no/engine.sock", "--mock-engine: no Docker engine"},
            new String[] {"tcp://127.0.0.1:1", "--mock-engine: no Docker engine"})) {
      try (BenchProcess bench = bench("to" + wrong[0].hashCode())) {
        bench.start(SCENARIO, "--mock-engine", wrong[0], "--duration", "1s");
        BenchProcess.Ended ended = bench.end();
        assertEquals(1, ended.code(), ended.all());
        ended.assertSays(wrong[1]);
        ended.assertNoStackTrace();
      }
    }
  }
}
