package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.rows.Importer;
import flowgauge.analyze.rows.Source;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.FuzzTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format that no seed is written in is one that no spoilt input ever reaches. */
class FuzzSeedsTest {
  /** Files that have targets of their own, or no text. */
  private static final Set<String> ELSEWHERE = Set.of(LocustCsv.NAME, "oha's SQLite");

  @TempDir Path temp;

  @Test
  void everyFormatHasOne() throws IOException {
    FuzzTarget rows =
        FuzzTargets.all().stream()
            .filter(target -> target.name().equals("foreign-rows"))
            .findFirst()
            .orElseThrow();
    List<String> without = new ArrayList<>();
    for (Importer importer : Importers.ALL) {
      boolean seeded = ELSEWHERE.contains(importer.name());
      for (byte[] seed : rows.seeds()) {
        Source source = Source.of(Files.write(temp.resolve("seed"), seed));
        seeded |= importer.recognizer().test(source);
      }
      if (!seeded) {
        without.add(importer.name());
      }
    }
    assertEquals(List.of(), without);
  }
}
