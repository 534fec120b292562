import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java sources. */
class SourcesTest {
  /** JDK 17 reads sources in the locale's charset, which is ASCII where no locale is set. */
  @Test
  void allCompileInAnyLocale() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(Repository.root().resolve("scripts"))) {
      sources = all.filter(path -> path.toString().endsWith(".java")).toList();
    }
    assertTrue(sources.size() > 100);
    List<Path> wrong =
        sources.stream()
            .filter(path -> !StandardCharsets.US_ASCII.newEncoder().canEncode(text(path)))
            .toList();
    assertEquals(List.of(), wrong, "write Unicode escapes");
  }

  /** Numbers, names and keys read alike for everybody, a Turk's and an Egyptian's locale too. */
  @Test
  void noneAsksTheUsersLocale() throws IOException {
    Pattern asking = Pattern.compile("to(Lower|Upper)Case\\(\\)");
    List<Path> wrong;
    try (Stream<Path> all = Files.walk(Repository.root().resolve("scripts"))) {
      wrong =
          all.filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.endsWith("SourcesTest.java"))
              .filter(path -> asking.matcher(text(path)).find())
              .toList();
    }
    assertEquals(List.of(), wrong, "give Locale.ROOT");
  }

  /** There the locale is set for all else that asks it, as String.formatted does. */
  @Test
  void everyAliasEntersThroughTheOneCommandLine() throws IOException {
    try (Stream<Path> all = Files.list(Repository.root().resolve("scripts"))) {
      List<Path> entries = all.filter(path -> path.toString().endsWith(".java")).toList();
      assertTrue(entries.size() > 5);
      for (Path entry : entries) {
        assertTrue(
            text(entry).matches("(?s).*(Bench)?CommandLines?\\.(of|execute)\\(.*"),
            entry.toString());
      }
    }
  }

  /** JBang knows no {@code *.java} where a script comes by HTTP. */
  @Test
  void everyPackageListsItsOwnFiles() throws IOException {
    List<Path> infos;
    Path root = Repository.root().resolve("scripts/flowgauge");
    try (Stream<Path> all = Files.walk(root)) {
      infos = all.filter(path -> path.endsWith("package-info.java")).toList();
    }
    assertTrue(infos.size() > 20);
    for (Path info : infos) {
      try (Stream<Path> files = Files.list(info.getParent())) {
        assertEquals(
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                .sorted()
                .toList(),
            text(info)
                .lines()
                .filter(line -> line.matches("//SOURCES [^/]+"))
                .map(line -> line.substring("//SOURCES ".length()))
                .toList(),
            root.relativize(info) + " does not list its package's files: run ./jbang format");
      }
    }
  }

  /** Those who read a run or measure an endpoint need no clone: all that they need is named. */
  @Test
  void whatAliasesNeedIsNamedOneByOne() throws IOException {
    Path scripts = Repository.root().resolve("scripts");
    List<String> needClone = List.of("Benchmark.java", "Format.java", "Fuzz.java");
    List<Path> entries;
    try (Stream<Path> all = Files.list(scripts)) {
      entries =
          all.filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !needClone.contains(path.getFileName().toString()))
              .toList();
    }
    assertTrue(entries.size() > 5);
    Set<Path> seen = new TreeSet<>();
    Deque<Path> left = new ArrayDeque<>(entries);
    while (!left.isEmpty()) {
      Path file = left.pop();
      assertTrue(Files.isRegularFile(file), file + " is named and not there");
      if (seen.add(file)) {
        text(file)
            .lines()
            .filter(line -> line.matches("//(SOURCES|FILES) .*"))
            .map(line -> line.replaceFirst("//[A-Z]+ (.*=)?", ""))
            .forEach(name -> left.push(file.resolveSibling(name).normalize()));
      }
    }
    assertTrue(seen.size() > 200, seen.size() + " files");
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
