import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.record.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Locust with its FastHttpUser, from PyPI. */
final class LocustPeer implements Peer {
  private static final String VERSION = "2.47.0";
  private Path python;

  @Override
  public void install(Path cache, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    // for Python 3.11 and newer
    python = Cache.python("locust-" + VERSION, UvicornServer.script("locust.txt"));
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
                Tools.words(
                    "%s -m locust -f %s --headless --json --host %s -u %s -r %s -t %ss",
                    python, file, uri, connections, connections, seconds)),
            folder.resolve("locust.log"));
    JsonNode all = Json.mapper().readTree(output.substring(output.indexOf('['))).path(0);
    double length =
        all.path("last_request_timestamp").asDouble() - all.path("start_time").asDouble();
    return (all.path("num_requests").asDouble() - all.path("num_failures").asDouble()) / length;
  }
}
