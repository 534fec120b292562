import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.record.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aliases predict and sweep as they are typed, on the recorded runs. */
class PredictTest {
  @TempDir Path folder;

  private static JsonNode article(String... more) throws Exception {
    String[] all = new String[2 + more.length];
    all[0] = "datasets/recorded/article";
    all[1] = "--json";
    System.arraycopy(more, 0, all, 2, more.length);
    Jbang.Ended ended = Jbang.run("predict", all);
    assertEquals(0, ended.code(), ended.all());
    return Json.mapper().readTree(ended.out());
  }

  /** In the run itself: throughput within 15 %, the median within 25 %. */
  @Test
  void theModelFindsTheArticleRunAgain() throws Exception {
    for (JsonNode scenario : article()) {
      String name = scenario.at("/calibration/scenario").asText();
      System.out.printf(
          "%s: throughput %+.3f, median %+.3f, p95 %+.3f%n",
          name,
          scenario.get("throughput_error").asDouble(),
          scenario.get("median_error").asDouble(),
          scenario.get("p95_error").asDouble());
      assertTrue(Math.abs(scenario.get("throughput_error").asDouble()) < 0.15, name);
      assertTrue(Math.abs(scenario.get("median_error").asDouble()) < 0.25, name);
    }
  }

  /** Twice the workers of a server whose threads are the limit serve twice as much, given cores. */
  @Test
  void twiceTheWorkersServeTwiceAsMuchWhereThreadsAreTheLimit() throws Exception {
    JsonNode found =
        article("--only", "wsgi-sync", "--workers", "16", "--cores", "8", "--users", "2000").get(0);
    double before = found.at("/itself/per_second").asDouble();
    double after = found.at("/asked/per_second").asDouble();
    assertEquals(2 * before, after, 0.02 * after);
    assertEquals("slots", found.at("/asked/limit").asText());
    assertTrue(after <= found.at("/asked/bounds/slots").asDouble() * 1.001);
  }

  /** By the utilization law: what a request takes of all cores beside what of the server's own. */
  @Test
  void aServerAloneServesMoreThanWithDriverAndMockBesideIt() throws Exception {
    JsonNode found = article("--only", "asgi-async", "--alone", "--users", "3000").get(0);
    JsonNode shared = article("--only", "asgi-async", "--users", "3000").get(0);
    JsonNode demand = found.at("/calibration/demand");
    double own = demand.get("server_seconds").asDouble();
    double all = own + demand.get("beside_seconds").asDouble();
    double free = 1 - demand.get("background_cores").asDouble() / 2;
    double ratio =
        found.at("/asked/per_second").asDouble() / shared.at("/asked/per_second").asDouble();
    assertEquals(all / own / free, ratio, 0.02);
  }

  @Test
  void saysInTextWhatItRestsOn() throws Exception {
    Jbang.Ended ended =
        Jbang.run(
            "predict", "datasets/recorded/article", "--users", "500", "--chart", folder.toString());
    assertEquals(0, ended.code(), ended.all());
    for (String word :
        new String[] {"alone a request takes", "error", "method", "at most", "predicted"}) {
      assertTrue(ended.out().contains(word), word + " in: " + ended.out());
    }
    assertTrue(Files.size(folder.resolve("model-wsgi-sync.png")) > 10_000);
  }

  @Test
  void mistakesAreOneLineEach() throws Exception {
    Jbang.Ended users = Jbang.run("predict", "datasets/recorded/article", "--users", "0");
    assertEquals(2, users.code());
    assertTrue(users.err().startsWith("predict: --users takes"), users.err());
    Jbang.Ended scenario = Jbang.run("predict", "datasets/recorded/article", "--only", "nothing");
    assertEquals(1, scenario.code());
    assertTrue(scenario.err().contains("wsgi-sync, asgi-async"), scenario.err());
    for (String[] wrong :
        new String[][] {
          {"sweep", "--workers", "0"},
          {"sweep", "--engine", "django"},
          {"sweep", "--workers", "1,1"},
          {"sweep", "wsgi-sync"},
          {"sweep", "--", "--users", "5"},
        }) {
      String[] rest = java.util.Arrays.copyOfRange(wrong, 1, wrong.length);
      Jbang.Ended ended = Jbang.run(wrong[0], rest);
      assertEquals(2, ended.code(), String.join(" ", wrong) + ": " + ended.all());
    }
    Jbang.Ended none = Jbang.run("sweep", "--resume", folder.toString());
    assertEquals(1, none.code());
    assertTrue(none.err().contains("is not a sweep's folder"), none.err());
  }
}
