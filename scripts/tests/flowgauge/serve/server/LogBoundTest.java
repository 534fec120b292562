package flowgauge.serve.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that a server appends to stays within its bound, begins and ends whole, and says so. */
class LogBoundTest {
  private static final int MOST = 100_000;
  private static final int TAIL = 5_000;

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  private static void print(OutputStream server, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      server.write("line %06d\n".formatted(i).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void itsMiddleIsCutOutHoweverOftenItFills() throws Exception {
    Path log = folder.resolve("server.log");
    LogBound bound = new LogBound(log, MOST, TAIL, progress::add);
    bound.look(); // not there yet
    int lines = 100_000;
    try (OutputStream server =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < lines; i += 1_000) {
        print(server, i, i + 1_000);
        bound.look();
        assertTrue(Files.size(log) <= MOST, Files.size(log) + " bytes");
      }
    }
    List<String> kept = Files.readAllLines(log);
    int mark = kept.indexOf(kept.stream().filter(l -> l.startsWith("[")).findFirst().orElseThrow());
    for (int i = 0; i < mark; i++) {
      assertEquals("line %06d".formatted(i), kept.get(i));
    }
    int behind = kept.size() - mark - 1;
    for (int i = 0; i < behind; i++) {
      assertEquals("line %06d".formatted(lines - behind + i), kept.get(mark + 1 + i));
    }
    assertTrue(mark * 12 >= MOST / 2 - 12 && behind * 12 >= TAIL - 12, mark + " and " + behind);
    long cut = (lines - mark - behind) * 12L;
    assertEquals(
        "[flowgauge: about %d bytes were cut out here, as the log had filled %d]"
            .formatted(cut, MOST),
        kept.get(mark));
    assertEquals(1, progress.size(), progress.toString());
  }

  @Test
  void oneThatStaysBelowIsLeftAsItIs() throws Exception {
    Path log = folder.resolve("server.log");
    try (OutputStream server = Files.newOutputStream(log)) {
      print(server, 0, MOST / 12);
    }
    byte[] before = Files.readAllBytes(log);
    new LogBound(log, MOST, TAIL, progress::add).look();
    assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(log)));
    assertEquals(List.of(), progress);
  }
}
