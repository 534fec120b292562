package flowgauge.analyze.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.Column;
import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.Sample;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Requests of lines 1 and 5 (en) take 10 and 20 ms, of 3 (de) 30 ms, of 4 fail. */
  private List<LabelFigures> figures(InputGroups groups) throws Exception {
    RunFolder folder = RunFolder.createAt(temp.resolve("run"));
    folder.scenario("own");
    SampleQueue queue = new SampleQueue(64);
    try (SampleWriter writer = SampleWriter.start(queue, folder.samples("own"), List.of())) {
      int[] lines = {1, 3, 4, 5, 1, 1};
      for (int i = 0; i < lines.length; i++) {
        int line = lines[i];
        long us = line == 1 ? 10_000 : line == 5 ? 20_000 : 30_000;
        Phase phase = i == 4 ? Phase.WARM_UP : i == 5 ? Phase.BASELINE : Phase.STEADY;
        queue.put(
            new Sample()
                .clear()
                .set(Column.REQUEST, i)
                .set(Column.INTENDED_US, i * 1_000)
                .set(Column.SENT_US, i * 1_000)
                .set(Column.END_US, i * 1_000 + us)
                .set(Column.IN_FLIGHT, 1)
                .set(Column.INPUT, line)
                .set(line == 4 ? Outcome.HTTP_ERROR : Outcome.OK)
                .set(phase));
      }
    }
    return groups.figures(folder, "own");
  }

  @Test
  void eachValueHasItsRequestsAndTimes() throws Exception {
    List<LabelFigures> all = figures(InputGroups.read(write("in.jsonl", LINES), "lang"));
    assertEquals(
        List.of("en", "de", "(no such field)"), all.stream().map(LabelFigures::label).toList());
    assertEquals(List.of(2L, 1L, 1L), all.stream().map(LabelFigures::requests).toList());
    assertEquals(List.of(0L, 0L, 1L), all.stream().map(LabelFigures::failed).toList());
    assertEquals(10, all.get(0).responseTime().medianMs());
    assertEquals(20, all.get(0).responseTime().maxMs());
    assertEquals(30, all.get(1).responseTime().medianMs());
  }

  @Test
  void rowsOfCsvAreLinesByWhereTheyBegin() throws Exception {
    Path csv = write("in.csv", "\uFEFFlang,n\nen,1\n\"d\ne\",2\nx,3\nen,4\n");
    List<LabelFigures> all = figures(InputGroups.read(csv, "lang"));
    // lines 2, 3, 5 and 6 hold rows: of those that were sent, 3 and 5
    assertEquals(List.of("d\ne", "x"), all.stream().map(LabelFigures::label).toList());
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
