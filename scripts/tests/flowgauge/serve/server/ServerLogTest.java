package flowgauge.serve.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.PfServe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a server ended is found in a log of any size. */
class ServerLogTest {
  private static final String READY = "Application startup complete\n";
  private static final String WHY = "ModuleNotFoundError: No module named 'flow'";

  @TempDir Path folder;

  @Test
  void whatItSaidFirstAndLastIsFoundInMoreThanAnArrayHolds() throws IOException {
    Path log = folder.resolve("server.log");
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.writeBytes(READY);
      file.seek(1L << 32); // what lies between takes no disk
      file.writeBytes("\n" + WHY + "\n");
    }
    assertEquals(1, ServerLog.count(new PfServe(Engine.ASGI, "any").ready().orElseThrow(), log));
    assertEquals(WHY, ServerLog.reason(log));
  }

  @Test
  void aLineOfAnySizeIsToldByItsBegin() throws IOException {
    Path log = Files.writeString(folder.resolve("server.log"), "ERROR " + "b".repeat(300_000));
    assertTrue(ServerLog.reason(log).startsWith("ERROR bbb"));
    assertEquals(1_003, ServerLog.reason(log).length());
  }

  private String reason(String... lines) throws IOException {
    return ServerLog.reason(
        Files.writeString(folder.resolve("server.log"), String.join("\n", lines) + "\n"));
  }

  @Test
  void anErrorIsToldWithItsPlaceInWhatIsServed() throws IOException {
    String begin = "Traceback (most recent call last):";
    String library = "  File \"/c/python-own-1/lib/python3.11/site-packages/p/a.py\", line 9, in f";
    assertEquals(
        "SyntaxError: expected ':' (nodes/lookup.py, line 5)",
        reason(
            begin,
            library,
            "  File \"/tmp/x/app/nodes/lookup.py\", line 5",
            "    def lookup(question: str)",
            "                             ^",
            "SyntaxError: expected ':'"));
    assertEquals(
        "KeyError: 'x' (lookup.py, line 2)",
        reason(
            begin,
            "  File \"/elsewhere/lookup.py\", line 2, in <module>",
            library,
            "    value[key]",
            "KeyError: 'x'"));
    assertEquals(
        "KeyError: 'x'",
        reason("  File \"/a/b.py\", line 1", begin, library, "    value[key]", "KeyError: 'x'"));
  }

  @Test
  void noLogTellsNothing() {
    assertEquals("it printed nothing", ServerLog.reason(folder.resolve("absent")));
  }
}
