import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Alias;
import faults.BenchProcess;
import flowgauge.load.ScriptedServer;
import flowgauge.record.Json;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What limited each stage of a load of several, on a server of four slots of 50 ms. */
@Isolated
class StageVerdictTest {
  @TempDir Path folder;

  @Tag("slow")
  @Test
  void eachStageIsJudgedByItself() throws Exception {
    Semaphore slots = new Semaphore(4, true);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              slots.acquire();
              try {
                Thread.sleep(50);
              } finally {
                slots.release();
              }
              out.write(ScriptedServer.ok("ok"));
            })) {
      BenchProcess.Ended ended =
          Alias.run(
              "bench",
              "--url",
              server.uri() + "/score",
              "--stage",
              "users=2,for=12s",
              "--stage",
              "users=60,for=14s",
              "--stage",
              "users=3,for=3s",
              "--wait-time",
              "100ms..200ms",
              "--out",
              folder.resolve("run").toString());
      assertEquals(0, ended.code(), ended.all());
      assertTrue(ended.out().contains("limited by"), ended.out());
      assertEquals(0, Alias.run("analyze", folder.resolve("run").toString()).code());
      JsonNode stages =
          Json.mapper()
              .readTree(folder.resolve("run/analysis.json").toFile())
              .at("/scenarios/endpoint/stages");
      assertEquals(3, stages.size());
      // 2 users can't fill 4 slots; 60 ask for 300 a second, and 80 are served.
      assertEquals("clients", stages.get(0).get("limiter").asText(), "" + stages.get(0));
      assertEquals("none", stages.get(0).get("backpressure").asText(), "" + stages.get(0));
      assertEquals("saturated", stages.get(1).get("backpressure").asText(), "" + stages.get(1));
      assertEquals("server_threads", stages.get(1).get("limiter").asText(), "" + stages.get(1));
      assertEquals("too short to tell", stages.get(2).get("sentence").asText());
      assertTrue(ended.out().contains("too short to tell"), ended.out());
    }
  }
}
