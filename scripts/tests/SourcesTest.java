import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Pattern asking = Pattern.compile("to(Lower|Upper)Case\\(\\)|Locale\\.getDefault\\(");
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

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
