package flowgauge.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Docker;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.HttpUrl;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.PfServe;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.process.SupervisedProcess;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerLog;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import flowgauge.serve.setup.ServedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in one line, with what to do. */
@ResourceLock(Docker.ENGINE)
class ServeErrorsTest {
  private static final Scenario SYNC = Scenarios.named("wsgi-sync").orElseThrow();

  @TempDir Path folder;

  private String message(Scenario scenario, ServerSettings settings) {
    ServeException failed =
        assertThrows(
            ServeException.class,
            () -> Servers.start(RuntimeChoice.PROCESS, scenario, settings, folder));
    assertEquals(1, failed.getMessage().lines().count(), failed.getMessage());
    return failed.getMessage();
  }

  @Test
  void anUnknownFlowNamesThoseThereAre() {
    Scenario other =
        new Scenario("other", new PfServe(Engine.WSGI, "no-such"), SYNC.target(), SYNC.times());
    String message = message(other, Servers.settings(1, 1));
    assertTrue(message.contains("no flow no-such"), message);
    assertTrue(message.contains("flex-async, model-chat, static-async, static-sync"), message);
  }

  @Test
  void anUnknownReleaseNamesThoseThereAre() {
    ServerSettings other =
        new ServerSettings(
            Servers.settings(1, 1).size(),
            Servers.QUICK,
            "0.1",
            "no matter",
            ServerSettings.DEFAULT_START_TIMEOUT);
    assertTrue(message(SYNC, other).contains("choose one of 1.18.5, 1.12.0"));
  }

  @Test
  void limitsNeedContainers() {
    ServerSettings limited =
        new ServerSettings(
            new ServerSize(1, 1, Optional.of(0.5), Optional.empty()),
            Servers.QUICK,
            ServerSettings.DEFAULT_PROMPTFLOW,
            ServerSettings.DEFAULT_BASE_IMAGE,
            ServerSettings.DEFAULT_START_TIMEOUT);
    assertTrue(message(SYNC, limited).contains("--runtime docker"));
  }

  @Test
  void aServerThatCannotStartSaysItsOwnReason() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Python python = Python.find();
      PythonEnvironment mock =
          PythonEnvironment.of(
              CacheFolder.path(),
              "mock-api",
              PinnedPackages.of(Checkout.root(), MockApi.BESIDE, ""),
              python,
              line -> {});
      Path log = folder.resolve("mock.log");
      List<String> command =
          MockApi.BESIDE.command(Servers.settings(1, 1).size(), "127.0.0.1", taken.getLocalPort());
      Path copy = ServedFolder.of(Checkout.root(), MockApi.BESIDE).temporaryCopy("app");
      try (SupervisedProcess process =
          SupervisedProcess.start(
              python.executable(),
              Checkout.root().resolve("scripts/flowgauge/serve/process/supervise.py"),
              copy,
              "app",
              with(mock.program("uvicorn"), command),
              Map.of(),
              log)) {
        Servers.await("the end", () -> !process.alive());
      }
      assertTrue(ServerLog.reason(log).contains("address already in use"), ServerLog.reason(log));
      assertFalse(Files.exists(copy));
    }
  }

  private static List<String> with(Path program, List<String> command) {
    List<String> all = new java.util.ArrayList<>(command);
    all.set(0, program.toString());
    return all;
  }

  @Test
  void withoutPythonTheCommandThatMendsItIsNamed() {
    ServeException failed =
        assertThrows(ServeException.class, () -> Python.find(folder.toString()));
    assertTrue(failed.getMessage().contains("apt-get install python3-venv"));
  }

  @Test
  void aPythonThatIsTooNewIsNotTaken() throws Exception {
    Path fake = folder.resolve("python3");
    Files.writeString(fake, "#!/bin/sh\nexit 1\n");
    assertTrue(fake.toFile().setExecutable(true));
    assertThrows(ServeException.class, () -> Python.find(folder.toString()));
  }

  @Test
  void aUrlIsTakenAsItIsSentWithoutStartingAnything() throws Exception {
    HttpUrl url = HttpUrl.parse("HTTP://my_host:1/a%2Fb?q=secret");
    Scenario endpoint =
        Scenarios.endpoint(
            "endpoint",
            url,
            new Target("GET", "/a%2Fb?q=secret", List.of(), new byte[0]),
            ServerTimes.NONE);
    try (Server server =
        Servers.start(RuntimeChoice.AUTO, endpoint, Servers.settings(1, 1), folder)) {
      assertEquals("external", server.info().runtime());
      assertEquals("http://my_host:1/a%2Fb", server.info().url());
      assertTrue(server.parts().isEmpty() && server.mockRequests().isEmpty());
    }
  }

  @Test
  void anEngineThatIsDeadOrSilentIsAnObstacle() throws Exception {
    Path socket = folder.resolve("docker.sock");
    URI address = URI.create("unix://" + socket);
    assertTrue(obstacle().orElseThrow().contains("no socket"));
    assertTrue(obstacle(address).isPresent());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ServerSocket silentToo = new ServerSocket(0, 5, loopback)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      for (URI each : List.of(address, tcp(silentToo))) {
        String obstacle = obstacle(each).orElseThrow();
        assertTrue(obstacle.contains(each + " does not answer within 1 s"), obstacle);
      }
      Servers.await(
          "the pings' threads to end",
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().equals("docker-ping")));
    }
  }

  /** It may want TLS, and closes on what is none: Testcontainers knows how to speak to it. */
  @Test
  void anEngineBehindTcpThatClosesAnswers() throws Exception {
    try (ServerSocket engine = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(
              () -> {
                try {
                  engine.accept().close();
                } catch (IOException gone) {
                  throw new UncheckedIOException(gone);
                }
              });
      assertEquals(Optional.empty(), obstacle(tcp(engine)));
      closed.get();
    }
  }

  private static URI tcp(ServerSocket engine) {
    return URI.create("tcp://127.0.0.1:" + engine.getLocalPort());
  }

  @ParameterizedTest
  @CsvSource({
    "unix:engine, DOCKER_HOST takes unix:///PATH or tcp://HOST:PORT",
    "ssh://me@host, 'ssh is not spoken here: run `ssh -N -L"
        + " /tmp/engine.sock:/var/run/docker.sock me@host`, set"
        + " DOCKER_HOST=unix:///tmp/engine.sock, and add --allow-remote with the machine''s address'",
    "tcp://127.0.0.1, DOCKER_HOST takes unix:///PATH or tcp://HOST:PORT",
    "tcp://no-such-host.invalid:2375, no machine is called no-such-host.invalid"
  })
  void anAddressThatIsNoneIsToldAsThat(String address, String message) {
    assertEquals(
        Optional.of("no Docker engine (%s: %s)".formatted(address, message)),
        DockerEngine.obstacle(List.of(URI.create(address)), Duration.ofSeconds(30), "DOCKER_HOST"));
  }

  private static Optional<String> obstacle(URI... addresses) {
    return DockerEngine.obstacle(List.of(addresses), Duration.ofSeconds(1), "DOCKER_HOST");
  }

  @Test
  void aBaseImageThatCannotBeHadIsNamed() throws Exception {
    Servers.needDocker();
    ServerSettings other =
        new ServerSettings(
            Servers.settings(1, 1).size(),
            Servers.QUICK,
            ServerSettings.DEFAULT_PROMPTFLOW,
            "localhost:1/no-such:1",
            ServerSettings.DEFAULT_START_TIMEOUT);
    Scenario mock = Scenarios.named("mock").orElseThrow();
    ServeException failed =
        assertThrows(
            ServeException.class, () -> Servers.start(RuntimeChoice.DOCKER, mock, other, folder));
    assertTrue(failed.getMessage().contains("localhost:1/no-such:1"), failed.getMessage());
    assertTrue(failed.getMessage().contains("--base-image"), failed.getMessage());
    assertEquals(1, failed.getMessage().lines().count(), failed.getMessage());
  }
}
