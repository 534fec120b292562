import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
