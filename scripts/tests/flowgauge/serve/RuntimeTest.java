package flowgauge.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.NotFoundException;
import faults.Docker;
import flowgauge.record.Json;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.subject.MockApi;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.setup.Checkout;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers, in both runtimes. */
@ResourceLock(Docker.ENGINE)
class RuntimeTest {
  @TempDir Path folder;

  private static final String FLOW = "asgi-flex";

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DOCKER"})
  void aScenarioAnswersWithItsTimesAndLeavesNothing(RuntimeChoice choice) throws Exception {
    answersWithItsTimesAndLeavesNothing(choice, FLOW);
  }

  static Stream<Arguments> everyOtherInEachRuntime() {
    return Stream.of(RuntimeChoice.PROCESS, RuntimeChoice.DOCKER)
        .flatMap(
            choice ->
                Scenarios.all().stream()
                    .map(Scenario::name)
                    .filter(name -> !name.equals(FLOW))
                    .map(name -> Arguments.of(choice, name)));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("everyOtherInEachRuntime")
  void soDoesEveryOther(RuntimeChoice choice, String name) throws Exception {
    answersWithItsTimesAndLeavesNothing(choice, name);
  }

  private void answersWithItsTimesAndLeavesNothing(RuntimeChoice choice, String name)
      throws Exception {
    Scenario scenario = Scenarios.named(name).orElseThrow();
    List<WatchedPart> parts;
    try (Server server = Servers.start(choice, scenario, Servers.settings(1, 2), folder)) {
      parts = server.parts();
      boolean counted = scenario.startable().callsMock();
      assertEquals(counted ? Optional.of(0L) : Optional.empty(), server.mockRequests());
      HttpResponse<String> response = Servers.ask(server.base(), scenario.target());
      assertEquals(200, response.statusCode(), response.body());
      if (counted) {
        assertTellsItsTimes(scenario, Json.mapper().readTree(response.body()));
      } else if (scenario.startable() instanceof MockApi) {
        assertTrue(response.body().contains("\"choices\""), response.body());
      }
      assertEquals(counted ? Optional.of(1L) : Optional.empty(), server.mockRequests());
      assertTrue(server.failure().isEmpty());
      assertEquals(choice.toString(), server.info().runtime());
      assertEquals(scenario.startable().flow(), server.info().flow());
      assertTrue(server.versions().containsKey("python"));
      assertTrue(Files.size(folder.resolve("mock.log")) > 0);
      if (choice == RuntimeChoice.PROCESS) {
        assertListensOnLoopbackOnly(parts);
      }
      if (scenario.startable().ready().isPresent()) {
        String log = Files.readString(folder.resolve("server.log"));
        assertTrue(scenario.startable().ready().get().matcher(log).find(), log);
      }
      if (scenario.startable().flow().isPresent()) {
        assertEquals(ServerSettings.DEFAULT_PROMPTFLOW, server.versions().get("promptflow-core"));
      }
      server.close();
      server.close();
    }
    assertGone(parts);
  }

  private static void assertTellsItsTimes(Scenario scenario, JsonNode answer) {
    double backend = answer.at(scenario.times().backendPointer().orElseThrow()).asDouble();
    assertTrue(backend >= Servers.QUICK.minSeconds(), answer.toString());
    if (scenario.times().nodePointer().isPresent()) {
      double node = answer.at(scenario.times().nodePointer().get()).asDouble();
      assertTrue(node > backend, answer.toString());
    }
  }

  private static void assertListensOnLoopbackOnly(List<WatchedPart> parts) throws Exception {
    for (WatchedPart part : parts) {
      List<InetSocketAddress> sockets =
          ListeningSockets.of(ProcessHandle.of(part.pid()).orElseThrow());
      assertTrue(sockets.stream().anyMatch(s -> s.getPort() == part.port()), part + " " + sockets);
      assertTrue(
          sockets.stream().allMatch(s -> s.getAddress().isLoopbackAddress()), part + " " + sockets);
    }
  }

  private static void assertGone(List<WatchedPart> parts) throws Exception {
    for (WatchedPart part : parts) {
      Servers.await("the process of " + part, () -> ProcessHandle.of(part.pid()).isEmpty());
      if (part.container().isPresent()) {
        assertThrows(
            NotFoundException.class,
            () -> DockerEngine.usual().client().inspectContainerCmd(part.container().get()).exec());
      }
    }
  }

  @Test
  void asProcessesTheFlowsFolderIsACopyThatGoesAway() throws Exception {
    Scenario scenario = Scenarios.named("asgi-flex").orElseThrow();
    Path running;
    try (Server server =
        Servers.start(RuntimeChoice.PROCESS, scenario, Servers.settings(1, 1), folder)) {
      running = Files.readSymbolicLink(Path.of("/proc/" + server.parts().get(0).pid() + "/cwd"));
      assertTrue(Files.exists(running.resolve("flow.flex.yaml")));
    }
    assertFalse(Files.exists(running.getParent()), running.toString());
    assertFalse(Files.exists(Checkout.root().resolve("flows/flex-async/.promptflow")));
  }

  @Test
  void wsgiServesWorkersTimesThreadsAtOnceAndAsgiAll() throws Exception {
    // 6 requests of 0.3 s or more each, 2 at once, take 0.9 s at least.
    double slowest = seconds("wsgi-async", 6, 1);
    assertTrue(slowest >= 0.9, "wsgi took " + slowest);
    double together = seconds("asgi-async", 6, 5);
    assertTrue(together < 0.9, "asgi took " + together);
  }

  /** What requests at once take, the least of some rounds. */
  private double seconds(String name, int requests, int rounds) throws Exception {
    Scenario scenario = Scenarios.named(name).orElseThrow();
    try (Server server =
        Servers.start(RuntimeChoice.PROCESS, scenario, Servers.settings(1, 2), folder)) {
      Servers.ask(server.base(), scenario.target());
      double least = Double.POSITIVE_INFINITY;
      for (int round = 0; round < rounds; round++) {
        long begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
          answers.add(Servers.asking(server.base(), scenario.target()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
          assertEquals(200, answer.get().statusCode());
        }
        least = Math.min(least, (System.nanoTime() - begun) / 1e9);
      }
      return least;
    }
  }

  @Test
  void containersArePublishedOnLoopbackOnly() throws Exception {
    Servers.needDocker();
    Scenario mock = Scenarios.named("mock").orElseThrow();
    try (Server server =
        Servers.start(RuntimeChoice.DOCKER, mock, Servers.settings(1, 1), folder)) {
      String container = server.parts().get(0).container().orElseThrow();
      DockerEngine.usual()
          .client()
          .inspectContainerCmd(container)
          .exec()
          .getNetworkSettings()
          .getPorts()
          .getBindings()
          .values()
          .forEach(bindings -> assertEquals("127.0.0.1", bindings[0].getHostIp()));
    }
  }

  @Test
  void aServerThatDiesIsNoticed() throws Exception {
    Scenario mock = Scenarios.named("mock").orElseThrow();
    try (Server server =
        Servers.start(RuntimeChoice.PROCESS, mock, Servers.settings(1, 1), folder)) {
      ProcessHandle.of(server.parts().get(0).pid()).orElseThrow().destroyForcibly();
      Servers.await("the end noticed", () -> server.failure().isPresent());
      assertTrue(
          server.failure().get().contains("the mock API was killed by signal 9"),
          server.failure().get());
      assertThrows(ServeException.class, server::mockRequests);
    }
  }

  @Test
  void twoServersStartTogether() throws Exception {
    Scenario mock = Scenarios.named("mock").orElseThrow();
    CompletableFuture<Server> other = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Path own = Files.createDirectory(folder.resolve("other"));
                other.complete(
                    Servers.start(RuntimeChoice.PROCESS, mock, Servers.settings(1, 1), own));
              } catch (Exception failed) {
                other.completeExceptionally(failed);
              }
            });
    thread.start();
    try (Server one = Servers.start(RuntimeChoice.PROCESS, mock, Servers.settings(1, 1), folder);
        Server two = other.get()) {
      assertEquals(200, Servers.ask(one.base(), mock.target()).statusCode());
      assertEquals(200, Servers.ask(two.base(), mock.target()).statusCode());
      assertEquals(1, one.mockRequests().orElseThrow());
      assertEquals(1, two.mockRequests().orElseThrow());
    }
  }
}
