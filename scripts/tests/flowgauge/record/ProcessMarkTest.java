package flowgauge.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  /** Prints its own mark and ends with its input, saying what it thinks of another. */
  static final class Own {
    public static void main(String... args) throws IOException {
      System.out.println(ProcessMark.own());
      System.in.read();
      System.out.println(args.length > 0 && ProcessMark.over(args[0]));
    }
  }

  private static final String[] OUT_OF_SIGHT = {"unshare", "--pid", "--fork", "--mount-proc"};

  private static Process another(String[] prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Own.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void isOverOnceItHasEnded(String... prefix) throws Exception {
    Process process = another(prefix);
    String mark = process.inputReader().readLine();
    assertFalse(ProcessMark.over(mark), mark);
    process.getOutputStream().close();
    assertEquals(0, process.waitFor());
    assertTrue(ProcessMark.over(mark), mark);
  }

  @Test
  void aProcessIsOverOnceItHasEnded() throws Exception {
    assertFalse(ProcessMark.over(ProcessMark.own()));
    isOverOnceItHasEnded();
  }

  @Test
  void soIsOneThatHasNumbersOfItsOwn() throws Exception {
    assumeTrue(root(), "no process can have numbers of its own here (it takes root)");
    isOverOnceItHasEnded(OUT_OF_SIGHT);
  }

  @Test
  void ofAProcessOutOfSightNothingIsSaid() throws Exception {
    assumeTrue(root(), "no process can be put out of sight here (it takes root)");
    Process ended = another(new String[0]);
    String mark = ended.inputReader().readLine();
    ended.getOutputStream().close();
    ended.waitFor();
    assertTrue(ProcessMark.over(mark), mark);
    Process below = another(OUT_OF_SIGHT, mark);
    below.getOutputStream().close();
    assertEquals("false", below.inputReader().lines().toList().get(1));
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Test
  void itComesBackFromAFilesName() {
    String mark = ProcessMark.own();
    assertEquals(mark, ProcessMark.fromFileName(ProcessMark.inFileName(mark)));
  }
}
