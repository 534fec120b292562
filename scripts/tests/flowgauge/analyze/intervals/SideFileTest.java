package flowgauge.analyze.intervals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file beside the samples that is not whole. */
class SideFileTest {
  private static final String TWO_ROWS = "time_us,users\n1000000,5\n2000000,57\n";

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private List<Double> users(String text) throws IOException {
    List<Double> users = new ArrayList<>();
    Path file = Files.writeString(folder.resolve("driver.csv"), text);
    SideFile.forEach(file, warnings, row -> users.add(SideFile.number(row, "users")));
    return users;
  }

  @Test
  void aWholeOneIsReadWithoutAWord() throws IOException {
    assertEquals(List.of(5.0, 57.0), users(TWO_ROWS));
    assertEquals(List.of(), warnings);
  }

  @Test
  void whereverItsLastRowIsCutNoHalfRowIsTaken() throws IOException {
    int secondRow = TWO_ROWS.indexOf("2000000");
    for (int length = secondRow + 1; length < TWO_ROWS.length(); length++) {
      String cut = TWO_ROWS.substring(0, length);
      warnings.clear();
      assertEquals(List.of(5.0), users(cut), cut);
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(
          warnings
              .get(0)
              .endsWith("the last line has no line end, so it may be cut; it is left out"),
          warnings.toString());
    }
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    assertEquals(List.of(57.0), users(TWO_ROWS.replace(",5\n", ",?\n")));
    assertTrue(warnings.get(0).endsWith("line 2 can't be read; it is left out"), warnings.get(0));
    warnings.clear();
    assertEquals(List.of(), users(TWO_ROWS.replace(",5", ",?")));
    assertTrue(
        warnings.get(0).endsWith("2 rows that can't be read are left out, the first in line 2"),
        warnings.get(0));
  }
}
