import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.record.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** autocannon, from npm. */
final class AutocannonPeer implements Peer {
  private static final String VERSION = "9.0.0";
  private Path program;

  @Override
  public void install(Path cache, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    Cache.needed("node", "install Node.js and npm");
    String npm = Cache.needed("npm", "install Node.js and npm");
    program =
        Cache.once(
                cache,
                "autocannon-" + VERSION,
                folder ->
                    Cache.run(
                        log,
                        "%s install --no-audit --no-fund --prefix %s autocannon@%s",
                        npm,
                        folder,
                        VERSION))
            .resolve("node_modules/autocannon/autocannon.js");
  }

  @Override
  public double run(URI uri, int core, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    String output =
        Tools.run(
            Cores.on(
                core,
                Tools.words(
                    "node %s --json -c %s -d %s -m POST -H content-type=application/json -b %s %s/",
                    program, connections, seconds, HttpServer.BODY, uri)),
            folder.resolve("autocannon.log"));
    JsonNode result = Json.mapper().readTree(output);
    return result.path("2xx").asDouble() / result.path("duration").asDouble(1);
  }
}
