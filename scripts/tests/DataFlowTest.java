import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Data flows one way: a package imports only those that its package-info.java names, and a room
 * within a package only those drawn before it.
 */
class DataFlowTest {
  /** What each step may know. A new step is a decision: add it here. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry("command", Set.of()),
          Map.entry("scenario", Set.of()),
          Map.entry("record", Set.of()),
          Map.entry("serve", Set.of("scenario", "record")),
          Map.entry("load", Set.of("scenario", "record")),
          Map.entry("analyze", Set.of("record")),
          Map.entry("chart", Set.of("record", "analyze")),
          Map.entry("report", Set.of("record", "analyze", "chart")),
          Map.entry(
              "notebook", Set.of("scenario", "record", "serve", "analyze", "chart", "report")),
          Map.entry(
              "bench",
              Set.of("command", "scenario", "record", "serve", "load", "analyze", "report")),
          Map.entry("capacity", Set.of("scenario", "record", "serve", "load", "analyze", "bench")),
          Map.entry("sweep", Set.of("command", "record", "analyze", "chart")));

  /** The rooms of a package, each with those before it that it may know. No room knows the root. */
  private static final Map<String, Map<String, Set<String>>> ROOMS =
      Map.of(
          "analyze",
          Map.ofEntries(
              Map.entry("statistics", Set.of()),
              Map.entry("samples", Set.of()),
              Map.entry("intervals", Set.of("samples", "statistics")),
              Map.entry("summary", Set.of("intervals", "samples", "statistics")),
              Map.entry("group", Set.of("summary", "intervals", "samples", "statistics")),
              Map.entry("evidence", Set.of("intervals", "statistics")),
              Map.entry("law", Set.of("statistics")),
              Map.entry(
                  "model",
                  Set.of("capacity", "law", "evidence", "intervals", "samples", "statistics")),
              Map.entry("grid", Set.of("capacity", "limit", "model", "statistics")),
              Map.entry("fate", Set.of("intervals", "statistics")),
              Map.entry("pause", Set.of("evidence", "intervals", "statistics")),
              Map.entry("service", Set.of("evidence", "intervals", "statistics")),
              Map.entry("backpressure", Set.of("evidence", "intervals", "statistics")),
              Map.entry(
                  "limit",
                  Set.of("fate", "pause", "backpressure", "evidence", "intervals", "statistics")),
              Map.entry("capacity", Set.of("limit", "statistics")),
              Map.entry("failure", Set.of("pause", "evidence", "intervals", "statistics")),
              Map.entry("compare", Set.of("intervals", "samples", "statistics")),
              Map.entry("export", Set.of("samples", "statistics")),
              Map.entry("rows", Set.of("group", "summary", "samples", "statistics")),
              Map.entry(
                  "foreign",
                  Set.of("rows", "group", "summary", "intervals", "samples", "statistics"))),
          "scenario",
          Map.of("subject", Set.of()),
          "record",
          Map.of("sample", Set.of()),
          "chart",
          Map.of("draw", Set.of()),
          "bench",
          Map.of(
              "input", Set.of(),
              "plan", Set.of("input"),
              "options", Set.of("input", "plan")),
          "load",
          Map.of("answer", Set.of(), "schedule", Set.of(), "health", Set.of()),
          "serve",
          Map.of(
              "server", Set.of(),
              "setup", Set.of("server"),
              "watch", Set.of("server"),
              "docker", Set.of("server", "setup", "watch"),
              "process", Set.of("server", "setup", "watch")));

  private static final int MOST_FILES = 25;

  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import (?:static )?flowgauge\\.([a-z]+)\\.", Pattern.MULTILINE);
  private static final Pattern QUALIFIED =
      Pattern.compile("\\bflowgauge\\.([a-z]+)\\.(?:[a-z]+\\.)*[A-Z]");
  private static final Pattern SOURCES =
      Pattern.compile("^//SOURCES \\.\\./([a-z]+)/package-info\\.java", Pattern.MULTILINE);

  private static List<Path> packages() throws IOException {
    try (Stream<Path> folders = Files.list(Repository.root().resolve("scripts/flowgauge"))) {
      return folders.filter(Files::isDirectory).toList();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher m = pattern.matcher(text); m.find(); ) {
      found.add(m.group(1));
    }
    return found;
  }

  @Test
  void noImportGoesAgainstTheFlow() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path folder : packages()) {
      String step = folder.getFileName().toString();
      assertTrue(KNOWS.containsKey(step), step + " is no step of the flow");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          Set<String> used = found(IMPORT, text);
          used.addAll(found(QUALIFIED, text));
          used.remove(step);
          used.removeAll(KNOWS.get(step));
          if (!used.isEmpty()) {
            wrong.add(step + "/" + file.getFileName() + " knows " + used);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noRoomKnowsOneThatComesAfterIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Map<String, Set<String>>> step : ROOMS.entrySet()) {
      Path parent = Repository.root().resolve("scripts/flowgauge").resolve(step.getKey());
      Map<String, Set<String>> rooms = step.getValue();
      Pattern inside =
          Pattern.compile("\\bflowgauge\\." + step.getKey() + "\\.([a-z]+\\b|[A-Z]\\w*)");
      try (Stream<Path> folders = Files.list(parent)) {
        assertEquals(
            new TreeSet<>(rooms.keySet()),
            new TreeSet<>(
                folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList()));
      }
      for (Map.Entry<String, Set<String>> room : rooms.entrySet()) {
        for (Path file : sources(parent.resolve(room.getKey()))) {
          Set<String> used = found(inside, Files.readString(file));
          used.remove(room.getKey());
          used.removeAll(room.getValue());
          if (!used.isEmpty()) {
            wrong.add(step.getKey() + "." + room.getKey() + "/" + file.getFileName() + used);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyRoomSaysWhatItIsForAndCanBeSeenAtAGlance() throws IOException {
    for (Path step : packages()) {
      assertTrue(sources(step).size() <= MOST_FILES, step.getFileName() + " is crowded");
    }
    for (Map.Entry<String, Map<String, Set<String>>> step : ROOMS.entrySet()) {
      Path parent = Repository.root().resolve("scripts/flowgauge").resolve(step.getKey());
      for (String room : step.getValue().keySet()) {
        String info = Files.readString(parent.resolve(room).resolve("package-info.java"));
        assertTrue(info.contains("Knows"), room + " says what it knows");
        assertTrue(
            sources(parent.resolve(room)).size() <= MOST_FILES,
            step.getKey() + "." + room + " is crowded");
      }
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void packageInfosNameTheArrows() throws IOException {
    for (Path folder : packages()) {
      String step = folder.getFileName().toString();
      String info = Files.readString(folder.resolve("package-info.java"));
      Set<String> arrows = found(SOURCES, info);
      assertTrue(
          KNOWS.get(step).containsAll(arrows), step + " names " + arrows + " in its package-info");
    }
  }

  @Test
  void eachDependencyIsWrittenOnce() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Repository.root().resolve("scripts/flowgauge"))) {
      for (Path file : files.filter(f -> f.endsWith("package-info.java")).toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.startsWith("//DEPS "))
            .forEach(line -> all.add(line.substring(7).strip()));
      }
    }
    assertFalse(all.isEmpty());
    assertEquals(all.stream().distinct().sorted().toList(), all.stream().sorted().toList());
  }
}
