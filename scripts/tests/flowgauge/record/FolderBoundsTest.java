package flowgauge.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's folder, whoever made it, is read and written within its bounds, and whole or not. */
class FolderBoundsTest {
  @TempDir Path temp;
  private Path run;
  private String json;

  @BeforeEach
  void aRun() throws IOException {
    json =
        Files.readString(RunNames.datasets().orElseThrow().resolve("recorded/keep-alive/run.json"));
    run = Files.createDirectory(temp.resolve("run"));
    Files.writeString(run.resolve("run.json"), json);
  }

  private String refusal(String text) throws IOException {
    Files.writeString(run.resolve("run.json"), text);
    String said = assertThrows(IOException.class, () -> RunFolder.open(run).read()).getMessage();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("run.json"), said);
    return said;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "..",
        ".",
        "",
        "/etc",
        "a/b",
        "a\\\\b",
        "x\\u0000",
        "-x",
        ".x",
        "a b",
        "\\u202ex",
        "<b>"
      })
  void aScenariosNameIsAPlainName(String name) throws IOException {
    String text = json.replace("\"name\" : \"asgi-async\"", "\"name\" : \"" + name + "\"");
    assertFalse(text.equals(json));
    assertTrue(refusal(text).contains("is no name of a scenario"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "..", "/etc", "a/b", "", "."})
  void noPathOfAScenarioLeavesTheFolder(String name) {
    RunFolder folder = assertOpens();
    assertThrows(IllegalArgumentException.class, () -> folder.scenario(name));
    assertThrows(IllegalArgumentException.class, () -> folder.samples(name));
    assertThrows(IllegalArgumentException.class, () -> folder.table(name, "percentiles"));
    assertThrows(IllegalArgumentException.class, () -> folder.serverLog(name));
  }

  private RunFolder assertOpens() {
    try {
      RunFolder folder = RunFolder.open(run);
      folder.read();
      return folder;
    } catch (IOException refused) {
      throw new AssertionError(refused);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "analysis.json",
        "report.html",
        "asgi-async",
        "asgi-async/samples.csv",
        "x/tables/y.csv"
      })
  void aLinkOutOfTheFolderIsRefused(String name) throws IOException {
    Path outside = Files.writeString(temp.resolve("outside"), "kept");
    Files.createDirectories(run.resolve(name).getParent());
    Files.createSymbolicLink(run.resolve(name), outside);
    IOException refused = assertThrows(IOException.class, () -> RunFolder.open(run).read());
    assertTrue(refused.getMessage().contains("link out of the run's folder"));
    Files.delete(outside);
    assertThrows(IOException.class, () -> RunFolder.open(run).read(), "a link to nothing");
    assertTrue(Files.exists(run.resolve("run.json")));
  }

  @Test
  void aLinkWithinTheFolderIsFine() throws IOException {
    Files.createSymbolicLink(run.resolve("again.json"), Path.of("run.json"));
    Path named = Files.createSymbolicLink(temp.resolve("latest"), run);
    assertEquals(1, RunFolder.open(named).read().scenarios().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | line 1",
        "null | it holds nothing",
        "[] | line 1",
        "{} | it lacks",
        "{\"schema\": 99} | newer than",
        "{\"schema\": \"x\"} | schema is not what belongs there",
        "{\"schema\": 1, \"scenarios\": [null]} | it lacks",
        "{\"schema\": 1, \"started\": \"soon\"} | started is not what belongs there",
        "{\"schema\": 1e99999} | schema",
        "{\"schema\" | is not JSON",
      })
  void aBrokenRunJsonSaysWhatIsWrong(String text, String words) throws IOException {
    String said = refusal(text);
    assertTrue(said.contains(words), said);
  }

  @Test
  void jsonOfAnyDepthEnds() throws IOException {
    refusal("{\"a\":".repeat(100_000));
    refusal("{\"schema\": 1, \"x\": " + "[".repeat(500_000));
  }
}
