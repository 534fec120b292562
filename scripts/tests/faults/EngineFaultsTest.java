package faults;

import static faults.Loads.counted;
import static faults.Loads.endpoint;
import static faults.Loads.mock;
import static faults.Loads.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Docker engine that is stopped, or takes requests and never answers. */
@ResourceLock(Docker.ENGINE)
class EngineFaultsTest {
  @TempDir Path folder;

  private OwnCache cache() {
    return new OwnCache(folder.resolve("cache"));
  }

  private static void assertGivenUp(
      FaultTable.Seen seen, EngineProxy proxy, BenchProcess.Ended ended, List<String> left) {
    seen.happened("exit code %d; 'the Docker engine no longer answers'".formatted(ended.code()));
    seen.left(left);
    assertTrue(proxy.frozen());
    assertEquals(1, ended.code(), ended.all());
    ended.assertNoStackTrace();
    assertEquals(List.of(), left);
  }

  /** As one before Linux 4.16, which has the setting for the whole machine only. */
  @Test
  void anEngineWhoseKernelLetsNoContainerReusePortsServesAllTheSame() throws Exception {
    FaultTable.fault(
        "a kernel that lets no container reuse ports",
        "docker",
        seen -> {
          Docker.need();
          try (EngineProxy proxy = EngineProxy.at(folder.resolve("engine.sock"));
              BenchProcess bench = cache().bench(folder)) {
            proxy.replace("net.ipv4.tcp_tw_reuse", "net.ipv4.tcp_tw_never");
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--duration", "2s"));
            BenchProcess.Ended ended = bench.end();
            seen.happened("exit code %d; a line says so".formatted(ended.code()));
            assertEquals(0, ended.code(), ended.all());
            assertTrue(ended.all().contains("can't let it reuse ports"), ended.all());
          }
        });
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "stopped,its containers go on",
    "stopped,its containers with it",
    "silent,its containers go on",
    "silent,its containers with it"
  })
  void withoutItsEngineARunEndsWellAndTheNextRemovesWhatIsLeft(String engine, String fate)
      throws Exception {
    FaultTable.fault(
        "Docker engine %s, %s".formatted(engine, fate),
        "docker",
        seen -> {
          Docker.need();
          boolean killed = fate.endsWith("with it");
          try (EngineProxy proxy = EngineProxy.at(folder.resolve("engine.sock"));
              ScriptedServer server = server();
              BenchProcess bench = cache().bench(folder);
              BenchProcess next = cache().bench(Files.createDirectory(folder.resolve("n")))) {
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--duration", killed ? "60s" : "6s"));
            bench.awaitRows("mock", 20);
            long counted = counted(bench.info().scenarios().get(0));
            if (engine.equals("silent")) {
              proxy.freeze();
            } else {
              proxy.close();
            }
            if (killed) {
              counted = counted(bench.info().scenarios().get(0));
              Docker.run("kill", Docker.container(bench.process().pid(), "uvicorn").orElseThrow());
            }
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("mock");
            if (!killed) {
              counted = info.scenarios().get(0).mockRequests().orElseThrow();
            }
            assertFalse(Docker.ownedBy(bench.process().pid()).isEmpty());
            next.start(endpoint(server, "20", "--duration", "1s"));
            assertEquals(0, next.end().code());
            List<String> left = bench.leftBehind();
            seen.happened(
                "exit code %d, status %s, %s; 'the Docker engine no longer answers'"
                    .formatted(ended.code(), info.status(), rows.words()));
            seen.rows(rows.count("ok"), counted);
            seen.left(left);
            assertEquals(killed ? 1 : 0, ended.code(), ended.all());
            assertEquals(killed ? Status.FAILED : Status.COMPLETE, info.status());
            ended.assertSays("the Docker engine no longer answers");
            ended.assertSays("stay until the next bench, which removes them");
            ended.assertNoStackTrace();
            assertTrue(rows.count("ok") >= counted - 2, rows.words() + " of " + counted);
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
          }
        });
  }

  @Tag("slow")
  @Test
  void withoutAnEngineThatRunsInAMachineOfItsOwnAServerThatAnswersIsMeasuredOn() throws Exception {
    FaultTable.fault(
        "Docker engine silent, its containers' processes out of sight",
        "docker",
        seen -> {
          Docker.need();
          assumeTrue(
              "root".equals(System.getProperty("user.name")),
              "no process can be put out of sight here (it takes root)");
          long first = 1; // as the bench sees itself
          try (EngineProxy proxy = EngineProxy.at(folder.resolve("engine.sock"));
              ScriptedServer server = server();
              BenchProcess bench = cache().bench(folder);
              BenchProcess next = cache().bench(Files.createDirectory(folder.resolve("n")))) {
            bench.ahead("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--duration", "20s"));
            bench.awaitRows("mock", 20);
            proxy.freeze();
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("mock");
            assertFalse(Docker.ownedBy(first).isEmpty());
            next.start(endpoint(server, "20", "--duration", "1s"));
            assertEquals(0, next.end().code());
            List<String> left = Docker.ownedBy(first);
            seen.happened(
                "exit code %d, status %s, %s; 'the Docker engine no longer answers'"
                    .formatted(ended.code(), info.status(), rows.words()));
            seen.rows(rows.count("ok"), info.scenarios().get(0).mockRequests().orElseThrow());
            seen.left(left);
            assertEquals(0, ended.code(), ended.all());
            assertEquals(Status.COMPLETE, info.status());
            ended.assertSays("the Docker engine no longer answers");
            ended.assertNoStackTrace();
            assertEquals(2_000, rows.count("ok"), rows.words());
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"unix", "tcp"})
  void anEngineThatIsSilentFromTheStartIsSaid(String scheme) throws Exception {
    FaultTable.fault(
        "Docker engine silent from the start, " + scheme,
        "docker",
        seen -> {
          Docker.need();
          try (EngineProxy proxy =
                  scheme.equals("tcp")
                      ? EngineProxy.onLoopback()
                      : EngineProxy.at(folder.resolve("engine.sock"));
              BenchProcess bench = new BenchProcess(folder)) {
            proxy.freeze();
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--duration", "1s"));
            BenchProcess.Ended ended = bench.end();
            List<String> left = bench.leftBehind();
            seen.happened("exit code %d; 'does not answer within 2 s'".formatted(ended.code()));
            seen.left(left);
            assertEquals(1, ended.code(), ended.all());
            ended.assertSays(proxy.host() + " does not answer within 2 s");
            ended.assertSays("--runtime process");
            ended.assertNoStackTrace();
            assertFalse(Files.exists(bench.out()), "no folder of a run that never began");
            assertEquals(List.of(), left);
          }
        });
  }

  @Tag("slow")
  @Test
  void anEngineThatFallsSilentWhileAnImageIsBuiltEndsTheRun() throws Exception {
    FaultTable.fault(
        "Docker engine silent while an image is built",
        "docker",
        seen -> {
          Docker.need();
          try (EngineProxy proxy =
                  EngineProxy.at(folder.resolve("engine.sock")).freezeAt("/build?");
              BenchProcess bench = new BenchProcess(folder)) {
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--base-image", "localhost:1/none:1"));
            BenchProcess.Ended ended = bench.end();
            List<String> left = bench.leftBehind();
            assertGivenUp(seen, proxy, ended, left);
            ended.assertSays("image of the mock API: building it, once");
            assertTrue(
                ended.message().startsWith("bench: the Docker engine no longer"), ended.all());
          }
        });
  }

  @Tag("slow")
  @Test
  void anEngineThatFallsSilentWhileAServerStartsEndsTheRun() throws Exception {
    FaultTable.fault(
        "Docker engine silent while a server starts",
        "docker",
        seen -> {
          Docker.need();
          try (EngineProxy proxy =
                  EngineProxy.at(folder.resolve("engine.sock")).freezeAt("/containers/create");
              ScriptedServer server = server();
              BenchProcess bench = cache().bench(folder);
              BenchProcess next = cache().bench(Files.createDirectory(folder.resolve("n")))) {
            bench.variable("DOCKER_HOST", proxy.host());
            bench.start(mock("docker", "--duration", "1s"));
            BenchProcess.Ended ended = bench.end();
            List<String> network = Docker.ownedBy(bench.process().pid());
            next.start(endpoint(server, "20", "--duration", "1s"));
            assertEquals(0, next.end().code());
            List<String> left = bench.leftBehind();
            assertGivenUp(seen, proxy, ended, left);
            ended.assertSays("the container of the mock API: the Docker engine no longer answers");
            ended.assertSays("stay until the next bench, which removes them");
            assertEquals(1, network.size(), network.toString());
            assertEquals(List.of(), cache().marks());
          }
        });
  }

  /** Testcontainers answers it with an error, where others are exceptions. */
  @Test
  void certificatesThatAreNotThereAreTold() throws Exception {
    Docker.need();
    try (BenchProcess bench = cache().bench(folder)) {
      bench.variable("DOCKER_TLS_VERIFY", "1");
      bench.variable("DOCKER_CERT_PATH", folder.resolve("none").toString());
      bench.start(mock("docker", "--duration", "1s"));
      BenchProcess.Ended ended = bench.end();
      assertEquals(1, ended.code(), ended.all());
      ended.assertNoStackTrace();
      ended.assertSays("/none' doesn't exist");
    }
  }
}
