package flowgauge.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.serve.Servers;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end with us. */
class SupervisedProcessTest {
  @TempDir Path temporary;

  private Path folder;
  private Path python;
  private Path script;

  @BeforeEach
  void prepare() throws Exception {
    folder = Files.createDirectories(temporary.resolve("run/app")).getParent();
    python = Python.find().executable();
    script = Checkout.root().resolve("scripts/flowgauge/serve/process/supervise.py");
  }

  private SupervisedProcess start(String... command) throws ServeException {
    return SupervisedProcess.start(
        python, script, folder, "app", List.of(command), Map.of(), temporary.resolve("log"));
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  @Test
  void closingStopsTheWholeGroupEvenOneThatIgnoresIt() throws Exception {
    SupervisedProcess process = start("sh", "-c", "trap '' TERM; echo $$; sleep 100 & wait; wait");
    Servers.await("the child", () -> children(process.pid()) == 1);
    long child =
        ProcessHandle.of(process.pid()).orElseThrow().children().findFirst().orElseThrow().pid();
    process.close();
    process.close();
    assertFalse(Files.exists(folder));
    // The orphan is dead; init takes note of that in its own time.
    Servers.await("the ends", () -> !runs(process.pid()) && !runs(child));
    assertEquals(process.pid() + "\n", Files.readString(temporary.resolve("log")));
  }

  private static long children(long pid) {
    return ProcessHandle.of(pid).map(handle -> handle.children().count()).orElse(0L);
  }

  @Test
  void itsEndIsSeenAndItsFolderRemoved() throws Exception {
    try (SupervisedProcess process = start("true")) {
      Servers.await("the end", () -> !process.alive());
      assertFalse(Files.exists(folder));
    }
  }

  @Test
  void theCallersVariablesStayOutside() throws Exception {
    try (SupervisedProcess process = start("env")) {
      Servers.await("the end", () -> !process.alive());
    }
    List<String> names =
        Files.readAllLines(temporary.resolve("log")).stream()
            .map(line -> line.split("=")[0])
            .filter(name -> !name.startsWith("LC_") && !name.equals("LANG") && !name.equals("TZ"))
            .sorted()
            .toList();
    assertTrue(names.containsAll(List.of("HOME", "PATH", "TMPDIR")), names.toString());
    assertFalse(names.contains("USER") || names.contains("JAVA_HOME"), names.toString());
  }

  @Test
  void aCommandThatIsNotThereIsSaid() {
    ServeException failed =
        assertThrows(ServeException.class, () -> start("no-such-command").close());
    assertTrue(failed.getMessage().contains("no-such-command"), failed.getMessage());
    assertFalse(Files.exists(folder));
  }

  @Test
  void itEndsWhenItsCallerIsKilled() throws Exception {
    String caller =
        "import subprocess, sys\n"
            + "p = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
            + "print(p.stdout.readline().decode().strip(), flush=True)\n"
            + "sys.stdin.read()\n";
    Process killed =
        new ProcessBuilder(
                python.toString(),
                "-c",
                caller,
                python.toString(),
                script.toString(),
                folder.toString(),
                temporary.resolve("log").toString(),
                "sleep",
                "100")
            .start();
    long pid = Long.parseLong(killed.inputReader().readLine());
    assertTrue(runs(pid));
    killed.destroyForcibly();
    Servers.await("the end", () -> !runs(pid) && !Files.exists(folder));
  }

  @Test
  void cleanUpRunsEachStepOnceNewestFirst() {
    StringBuilder done = new StringBuilder();
    Cleanup cleanup = new Cleanup();
    cleanup.add(() -> done.append("a"));
    cleanup.add(
        () -> {
          done.append("b");
          throw new IllegalStateException();
        });
    cleanup.close();
    cleanup.close();
    assertEquals("ba", done.toString());
    assertThrows(IllegalStateException.class, () -> cleanup.add(() -> done.append("c")));
    assertEquals("bac", done.toString());
  }
}
