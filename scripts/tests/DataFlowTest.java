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

/** Data flows one way: a package imports only those that its package-info.java names. */
class DataFlowTest {
  /** What each step may know. A new step is a decision: add it here. */
  private static final Map<String, Set<String>> KNOWS =
      Map.of(
          "command", Set.of(),
          "scenario", Set.of(),
          "record", Set.of(),
          "serve", Set.of("scenario", "record"),
          "load", Set.of("scenario", "record"),
          "analyze", Set.of("record"),
          "chart", Set.of("record", "analyze"),
          "report", Set.of("record", "analyze", "chart"),
          "notebook", Set.of("record", "analyze", "chart", "report"),
          "bench", Set.of("command", "scenario", "record", "serve", "load", "analyze", "report"));

  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import (?:static )?flowgauge\\.([a-z]+)\\.", Pattern.MULTILINE);
  private static final Pattern QUALIFIED = Pattern.compile("\\bflowgauge\\.([a-z]+)\\.[A-Z]");
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
      try (Stream<Path> files = Files.list(folder)) {
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
  void packageInfosNameTheArrows() throws IOException {
    for (Path folder : packages()) {
      String step = folder.getFileName().toString();
      String info = Files.readString(folder.resolve("package-info.java"));
      Set<String> arrows = found(SOURCES, info);
      assertTrue(
          KNOWS.get(step).containsAll(arrows), step + " names " + arrows + " in its package-info");
      assertTrue(info.contains("//SOURCES *.java"), step + " lists its own files");
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
