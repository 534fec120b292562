import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.record.Json;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Locust with its FastHttpUser, from PyPI. */
final class LocustPeer implements Peer {
  private static final String VERSION = "2.47.0";
  private Path python;

  @Override
  public String name() {
    return "locust";
  }

  @Override
  public double expected() {
    return 10;
  }

  @Override
  public void install(Path cache, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    python = Cache.python(cache, "locust-" + VERSION, pinned(), log);
  }

  /** Locust and all it needs, for Python 3.11 and newer. */
  private static Path pinned() throws BenchmarkException {
    return RunNames.datasets()
        .map(datasets -> datasets.resolveSibling("scripts/benchmarks/locust.txt"))
        .filter(Files::isRegularFile)
        .orElseThrow(() -> new BenchmarkException("run this inside flowgauge's checkout"));
  }

  @Override
  public double run(URI uri, int core, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    Path file = folder.resolve("locust_target.py");
    Files.writeString(
        file,
        """
        from locust import FastHttpUser, constant, task


        class Target(FastHttpUser):
            wait_time = constant(0)

            @task
            def ask(self):
                self.client.post("/", data='%s', headers={"Content-Type": "application/json"})
        """
            .formatted(HttpServer.BODY));
    String output =
        Tools.run(
            Cores.on(
                core,
                List.of(
                    python.toString(),
                    "-m",
                    "locust",
                    "-f",
                    file.toString(),
                    "--headless",
                    "--json",
                    "--host",
                    uri.toString(),
                    "-u",
                    Integer.toString(connections),
                    "-r",
                    Integer.toString(connections),
                    "-t",
                    seconds + "s")),
            folder.resolve("locust.log"));
    JsonNode all = Json.mapper().readTree(output.substring(output.indexOf('['))).path(0);
    double length =
        all.path("last_request_timestamp").asDouble() - all.path("start_time").asDouble();
    return (all.path("num_requests").asDouble() - all.path("num_failures").asDouble()) / length;
  }
}
