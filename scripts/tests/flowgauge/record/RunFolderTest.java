package flowgauge.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir Path parent;

  private static Summary summary() {
    Summary.Times none =
        new Summary.Times(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Collections.nCopies(Summary.PERCENTILES.size(), Double.NaN));
    return new Summary(
        3,
        0,
        2,
        1,
        0,
        Map.of("remote_closed", 2L),
        1.5,
        0,
        4 / 3.0,
        none,
        none,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static ServerInfo server() {
    return new ServerInfo(
        "process",
        Optional.of("wsgi"),
        Optional.of("static-sync"),
        "http://127.0.0.1:8080/score",
        "POST",
        Optional.of(2),
        Optional.of(4),
        Optional.empty(),
        Optional.empty(),
        Optional.of(2.0),
        Optional.of("1.18.5"),
        0.25,
        Optional.of(1.0),
        Optional.of(1.0),
        Optional.of("/answer/node_s"),
        Optional.of("/answer/backend_s"),
        List.of("gunicorn", "-w", "2"),
        Optional.empty());
  }

  private static LoadInfo load() {
    LoadInfo.StageInfo stage =
        new LoadInfo.StageInfo(
            30, Optional.of(100), Optional.of(20.0), Optional.empty(), Optional.empty());
    return new LoadInfo(
        List.of(stage), 1, 2, "uniform", "per_user", 10_000, 300, 10, 0, 30, false, 1);
  }

  private static RunInfo info() {
    ScenarioInfo scenario =
        new ScenarioInfo(
            "wsgi-sync",
            server(),
            load(),
            START,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(summary()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new RunInfo(
        RunInfo.SCHEMA,
        "quick",
        "0.1.0",
        Optional.empty(),
        START,
        Optional.empty(),
        RunInfo.Status.RUNNING,
        Optional.empty(),
        new RunInfo.Host("a CPU", 2, 1L << 34, "Linux"),
        Map.of("java", "17"),
        List.of(scenario),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    RunFolder folder = RunFolder.create(parent, "quick", START);
    assertEquals("20260301T120000Z-quick", folder.path().getFileName().toString());
    folder.write(info());
    assertEquals(info(), RunFolder.open(folder.path()).read());
    String json = Files.readString(folder.path().resolve("run.json"));
    assertTrue(json.contains("\"median_ms\" : null"), json);
    assertFalse(json.contains("NaN"), "no figure is null, not text");
  }

  @Test
  void twoRunsInASecondHaveFoldersOfTheirOwn() throws IOException {
    RunFolder one = RunFolder.create(parent, "quick", START);
    RunFolder two = RunFolder.create(parent, "quick", START);
    assertFalse(one.path().equals(two.path()));
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws IOException {
    Files.writeString(parent.resolve("x"), "x");
    assertThrows(FileAlreadyExistsException.class, () -> RunFolder.createAt(parent));
  }

  @Test
  void mistakesAreSaidInOneLine() throws IOException {
    assertTrue(
        assertThrows(IOException.class, () -> RunFolder.open(parent))
            .getMessage()
            .endsWith("is not a run's folder: it has no run.json"));
    Files.writeString(parent.resolve("run.json"), "{\"schema\": 1, ");
    IOException broken = assertThrows(IOException.class, () -> RunFolder.open(parent).read());
    assertEquals(1, broken.getMessage().lines().count(), broken.getMessage());
    Files.writeString(parent.resolve("run.json"), "{\"schema\": 99}");
    assertTrue(
        assertThrows(IOException.class, () -> RunFolder.open(parent).read())
            .getMessage()
            .contains("newer"));
  }

  @Test
  void unknownNamesAreIgnored() throws IOException {
    RunFolder folder = RunFolder.createAt(parent);
    folder.write(info());
    Path file = parent.resolve("run.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\{", "{\"of_a_later_version\": [1],"));
    assertEquals("quick", folder.read().name());
  }

  private static RunInfo by(String process) {
    RunInfo i = info();
    return new RunInfo(
        i.schema(),
        i.name(),
        i.toolVersion(),
        i.commit(),
        i.started(),
        i.ended(),
        i.status(),
        i.error(),
        i.host(),
        i.versions(),
        i.scenarios(),
        Optional.empty(),
        Optional.of(process));
  }

  @Test
  void aRunWhoseProcessIsOverReadsAsInterrupted() throws IOException {
    RunFolder folder = RunFolder.create(parent, "quick", START);
    folder.write(by(ProcessMark.own()));
    RunFolder.settle(parent);
    assertEquals(RunInfo.Status.RUNNING, folder.read().status());
    // the same process id with another start: one that came back
    folder.write(by(ProcessMark.own() + "0"));
    assertEquals(RunInfo.Status.INTERRUPTED, folder.read().status());
    RunFolder.settle(parent);
    String json = Files.readString(folder.path().resolve("run.json"));
    assertTrue(json.contains("\"status\" : \"interrupted\"") && json.contains("killed"), json);
    assertFalse(Files.exists(folder.path().resolve("run.json.next")));
    folder.write(by("elsewhere/1/2"));
    assertEquals(RunInfo.Status.RUNNING, folder.read().status(), "another machine's can't be told");
  }

  @Test
  void aScenarioIsSetAsideAsARunOfItsOwn() throws IOException {
    RunFolder folder = RunFolder.createAt(parent.resolve("run"));
    assertEquals(Optional.empty(), folder.setAside("wsgi-sync", info()));
    for (String expected : List.of("interrupted-1", "interrupted-2")) {
      Files.writeString(folder.scenario("wsgi-sync").resolve("samples.csv"), expected);
      Path aside = folder.setAside("wsgi-sync", info()).orElseThrow();
      assertEquals(expected, aside.getFileName().toString());
      RunFolder run = RunFolder.open(aside);
      assertEquals("quick", run.read().name());
      assertEquals(expected, Files.readString(run.samples("wsgi-sync")));
    }
  }

  @Test
  void ofTwoThatWantTheSameFolderOneGetsIt() throws IOException {
    RunFolder.createAt(parent.resolve("run"));
    assertThrows(FileAlreadyExistsException.class, () -> RunFolder.createAt(parent.resolve("run")));
  }
}
