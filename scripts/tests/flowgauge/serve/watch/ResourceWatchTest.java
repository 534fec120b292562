package flowgauge.serve.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import faults.Docker;
import flowgauge.record.ResourceCsv;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.Servers;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.docker.EngineProbe;
import flowgauge.serve.docker.Leftovers;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;
import flowgauge.serve.server.WatchedPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file that the watch writes, and containers seen from outside. */
@ResourceLock(Docker.ENGINE)
class ResourceWatchTest {
  private static final int TIME = ResourceCsv.COLUMNS.indexOf("time_us");
  private static final int PART = ResourceCsv.COLUMNS.indexOf("part");

  @TempDir Path folder;

  private List<String[]> rows(Path csv) throws Exception {
    List<String> lines = Files.readAllLines(csv);
    assertEquals(String.join(",", ResourceCsv.COLUMNS), lines.get(0));
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeChoice.class,
      names = {"PROCESS", "DOCKER"})
  void eachStepHasARowForEachPart(RuntimeChoice choice) throws Exception {
    Scenario scenario = Scenarios.named("asgi-flex").orElseThrow();
    Path csv = folder.resolve("resources.csv");
    long zero;
    try (Server server = Servers.start(choice, scenario, Servers.settings(1, 1), folder)) {
      zero = System.nanoTime();
      ResourceWatch watch = ResourceWatch.start(server.parts(), csv, zero, Duration.ofMillis(100));
      Servers.await("five steps", () -> lines(csv) > 20);
      watch.close();
      watch.close();
    }
    List<String[]> rows = rows(csv);
    Set<String> parts = rows.stream().map(row -> row[PART]).collect(Collectors.toSet());
    if (choice == RuntimeChoice.DOCKER) {
      assertTrue(parts.contains("engine"), "a Docker engine of this machine is a part");
    }
    int size = parts.size();
    parts.remove("engine");
    assertEquals(Set.of("server", "mock", "driver", "host", "other"), parts);
    long last = 0;
    for (String[] row : rows) {
      assertEquals(ResourceCsv.COLUMNS.size(), row.length);
      long time = Long.parseLong(row[TIME]);
      assertTrue(time > last || time == last && row[PART].equals("other"), "times go up: " + time);
      last = time;
    }
    assertTrue(Long.parseLong(rows.get(0)[TIME]) >= 100_000);
    assertTrue(last <= (System.nanoTime() - zero) / 1_000);
    Map<String, String[]> second =
        rows.subList(size, 2 * size).stream()
            .collect(Collectors.toMap(row -> row[PART], row -> row));
    assertEquals("0", second.get("server")[ResourceCsv.COLUMNS.indexOf("listen_queue")]);
    assertEquals("", second.get("driver")[ResourceCsv.COLUMNS.indexOf("listen_queue")]);
    assertEquals("", second.get("host")[ResourceCsv.COLUMNS.indexOf("throttled_us")]);
    // gunicorn and its one worker.
    assertEquals("2", second.get("server")[ResourceCsv.COLUMNS.indexOf("processes")]);
    assertEquals("1", second.get("mock")[ResourceCsv.COLUMNS.indexOf("processes")]);
  }

  private static long lines(Path csv) {
    try (var lines = Files.lines(csv)) {
      return lines.count();
    } catch (java.io.IOException absent) {
      return 0;
    }
  }

  @Test
  void aContainersLimitShowsAsThrottling() throws Exception {
    Servers.needDocker();
    DockerClient client = DockerEngine.usual().client();
    Scenario mock = Scenarios.named("mock").orElseThrow();
    String image;
    try (Server server =
        Servers.start(RuntimeChoice.DOCKER, mock, Servers.settings(1, 1), folder)) {
      image =
          client
              .inspectContainerCmd(server.parts().get(0).container().orElseThrow())
              .exec()
              .getImageId();
    }
    Map<String, String> labels = Leftovers.labels("throttled");
    String id =
        client
            .createContainerCmd(image)
            .withCmd("python3", "-c", "while True: pass")
            .withLabels(labels)
            .withHostConfig(HostConfig.newHostConfig().withNanoCPUs(250_000_000L))
            .exec()
            .getId();
    try {
      client.startContainerCmd(id).exec();
      long pid = client.inspectContainerCmd(id).exec().getState().getPidLong();
      WatchedPart part =
          new WatchedPart("server", pid, 1, Optional.of(id), () -> () -> Usage.NOTHING);
      UsageProbe probe = ProcessProbe.of(new Proc(), part, true);
      long begun = System.nanoTime();
      Usage before = probe.usage();
      Servers.await(
          "half a second of CPU",
          () -> probe.usage().cpuNanos() - before.cpuNanos() > 500_000_000L);
      double cores =
          (probe.usage().cpuNanos() - before.cpuNanos()) / (double) (System.nanoTime() - begun);
      assertTrue(cores < 0.3, "cores " + cores);
      // How long depends on what else wants the CPU: none of it where it has to wait anyway.
      Servers.await("throttling", () -> probe.usage().throttledUs() > before.throttledUs());
      try (EngineProbe engine = new EngineProbe(client, id)) {
        Servers.await("the engine's figures", () -> engine.usage().cpuNanos() > 0);
        assertEquals(1, engine.usage().threads());
        assertTrue(engine.usage().memoryBytes() > 0 && engine.usage().throttledUs() > 0);
        assertEquals(Usage.ABSENT, engine.usage().listenQueue());
      }
    } finally {
      Leftovers.remove(DockerEngine.usual(), labels);
    }
  }
}
