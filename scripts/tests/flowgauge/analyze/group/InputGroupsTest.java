package flowgauge.analyze.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Requests by a field of the line of inputs that each sent. */
class InputGroupsTest {
  private static final String LINES =
      "{\"lang\": \"en\", \"n\": 1}\n\n{\"lang\": \"de\"}\n{\"n\": 3}\n{\"lang\": \"en\"}\n";

  @TempDir Path temp;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static Sample sent(int line) {
    return new Sample().clear().set(Column.INPUT, line);
  }

  private static List<String> values(Grouping groups, int... lines) {
    return Arrays.stream(lines)
        .map(line -> groups.of(sent(line)))
        .mapToObj(group -> group < 0 ? "none" : groups.name(group))
        .toList();
  }

  @Test
  void eachLineIsOfItsValue() throws Exception {
    Grouping groups = InputGroups.read(write("in.jsonl", LINES), "lang");
    assertEquals("lang", groups.by());
    assertEquals(3, groups.size());
    assertEquals(
        List.of("en", "none", "de", "(no such field)", "en", "none"),
        values(groups, 1, 2, 3, 4, 5, 6));
    assertEquals(-1, groups.of(new Sample().clear()));
  }

  @Test
  void rowsOfCsvAreLinesByWhereTheyBegin() throws Exception {
    Path csv = write("in.csv", "\uFEFFlang,n\nen,1\n\"d\ne\",2\nx,3\nen,4\n");
    Grouping groups = InputGroups.read(csv, "lang");
    assertEquals(
        List.of("none", "en", "d\ne", "none", "x", "en"), values(groups, 1, 2, 3, 4, 5, 6));
  }

  @Test
  void mistakesAreTold() throws Exception {
    Path lines = write("in.jsonl", LINES);
    assertTold("has a field 'language'", () -> InputGroups.read(lines, "language"));
    assertTold("any more: name it with --data", () -> InputGroups.read(temp.resolve("x"), "n"));
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 10_000; i++) {
      many.append("{\"n\": ").append(i).append("}\n");
    }
    Path wide = write("wide.jsonl", many.toString());
    assertTold("more than 10,000 values", () -> InputGroups.read(wide, "n"));
  }

  private static void assertTold(String words, Executable reading) {
    IOException told = assertThrows(IOException.class, reading);
    assertTrue(told.getMessage().contains(words), told.getMessage());
  }
}
