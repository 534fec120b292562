package flowgauge.serve;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.scenario.Scenario;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What the tests of servers share. */
public final class Servers {
  static final MockSettings QUICK = new MockSettings(0.05, 0.1);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Servers() {}

  public static ServerSettings settings(int workers, int threads) {
    return new ServerSettings(
        new ServerSize(workers, threads, Optional.empty(), Optional.empty()),
        QUICK,
        ServerSettings.DEFAULT_PROMPTFLOW,
        ServerSettings.DEFAULT_BASE_IMAGE,
        ServerSettings.DEFAULT_START_TIMEOUT);
  }

  /** Skips the test, with the reason, where it asks for Docker and there is none. */
  static ServerRuntime runtime(RuntimeChoice choice, Scenario scenario) throws ServeException {
    if (choice == RuntimeChoice.DOCKER) {
      needDocker();
    }
    return choice.runtime(scenario, line -> {});
  }

  public static void needDocker() {
    Optional<String> obstacle = DockerEngine.usual().obstacle();
    if (obstacle.isPresent() && "1".equals(System.getenv("FLOWGAUGE_REQUIRE_DOCKER"))) {
      fail(obstacle.get());
    }
    assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
  }

  public static Server start(
      RuntimeChoice choice, Scenario scenario, ServerSettings settings, Path folder)
      throws ServeException, InterruptedException {
    return runtime(choice, scenario)
        .start(
            scenario,
            settings,
            folder.resolve("server.log"),
            folder.resolve("mock.log"),
            line -> {});
  }

  static HttpResponse<String> ask(URI base, Target target)
      throws IOException, InterruptedException {
    return CLIENT.send(request(base, target), HttpResponse.BodyHandlers.ofString());
  }

  static CompletableFuture<HttpResponse<String>> asking(URI base, Target target) {
    return CLIENT.sendAsync(request(base, target), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(URI base, Target target) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(target.path()))
            .timeout(Duration.ofSeconds(60))
            .method(target.method(), HttpRequest.BodyPublishers.ofByteArray(target.body()));
    target.headers().forEach(field -> builder.header(field.name(), field.value()));
    return builder.build();
  }

  /** Waits for a condition, at most 20 s. */
  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within 20 s: " + what);
      }
      Thread.sleep(10);
    }
  }
}
