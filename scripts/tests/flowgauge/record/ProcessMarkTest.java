package flowgauge.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  /** Prints its own mark. */
  static final class Own {
    public static void main(String... args) {
      System.out.print(ProcessMark.own());
    }
  }

  private static String markOfAnother(String... prefix) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Own.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void aProcessIsOverOnceItHasEnded() throws Exception {
    assertTrue(ProcessMark.over(markOfAnother()));
    assertFalse(ProcessMark.over(ProcessMark.own()));
  }

  @Test
  void ofAProcessOutOfSightNothingIsSaid() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/unshare"))
            && "root".equals(System.getProperty("user.name")),
        "no process can be put out of sight here (it takes root)");
    String mark = markOfAnother("unshare", "--pid", "--fork", "--mount-proc");
    assertFalse(ProcessMark.over(mark), mark);
  }

  @Test
  void itComesBackFromAFilesName() {
    String mark = ProcessMark.own();
    assertEquals(mark, ProcessMark.fromFileName(ProcessMark.inFileName(mark)));
  }
}
