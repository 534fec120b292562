package flowgauge.bench.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.server.RunningServer;
import flowgauge.serve.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that went through {@code run.json}. */
class PlansTest {
  private static final BenchPlan PLAN =
      new BenchPlan(
          "quick",
          List.of(Scenarios.named("wsgi-sync").orElseThrow()),
          RuntimeChoice.PROCESS,
          new ServerSettings(
              new ServerSize(2, 4, Optional.empty(), Optional.empty()),
              new MockSettings(1, 2),
              ServerSettings.DEFAULT_PROMPTFLOW,
              ServerSettings.DEFAULT_BASE_IMAGE,
              Duration.ofSeconds(7)),
          new LoadProfile(
              List.of(new LoadProfile.Users(5, 20, Duration.ofSeconds(30))),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              LoadProfile.Arrivals.UNIFORM,
              LoadProfile.Connections.PER_USER,
              10_000,
              Duration.ofSeconds(300),
              Duration.ofSeconds(10),
              Duration.ZERO,
              Duration.ofSeconds(30),
              false,
              1),
          Optional.of(Duration.ofSeconds(20)),
          Optional.empty(),
          false,
          Duration.ofMillis(250),
          List.of(),
          List.of(),
          true);

  @TempDir Path parent;

  private Path written() throws IOException {
    RunFolder folder = RunFolder.createAt(parent.resolve("run"));
    folder.write(
        new RunInfo(
            RunInfo.SCHEMA,
            PLAN.name(),
            RunInfo.TOOL_VERSION,
            Optional.empty(),
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            RunInfo.Status.INTERRUPTED,
            Optional.empty(),
            new RunInfo.Host("a CPU", 2, 1L << 34, "Linux"),
            Map.of(),
            List.of(),
            Optional.of(Plans.of(PLAN, "process")),
            Optional.empty()));
    return folder.path();
  }

  private static BenchPlan read(Path run) throws Exception {
    RunInfo info = RunFolder.open(run).read();
    return Plans.plan(info, info.plan().orElseThrow(), List.of(), RunningServer.UNKNOWN, true);
  }

  @Test
  void comesBackWhole() throws Exception {
    BenchPlan back = read(written());
    assertEquals(PLAN.settings(), back.settings());
    assertEquals(PLAN.load(), back.load());
    assertEquals(PLAN.baseline(), back.baseline());
    assertEquals(PLAN.runtime(), back.runtime());
    assertEquals(PLAN.scenarios(), back.scenarios());
  }

  @Test
  void ofBeforeTheStartTimeoutWasKeptHasTheDefault() throws Exception {
    Path run = written();
    Path file = run.resolve("run.json");
    JsonNode json = Json.mapper().readTree(file.toFile());
    assertNotNull(((ObjectNode) json.get("plan")).remove("start_timeout_seconds"));
    Files.write(file, Json.mapper().writeValueAsBytes(json));
    assertEquals(ServerSettings.DEFAULT_START_TIMEOUT, read(run).settings().startTimeout());
  }
}
