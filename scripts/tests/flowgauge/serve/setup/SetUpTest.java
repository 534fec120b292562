package flowgauge.serve.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.serve.Servers;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supply.Pin;

/** What is made once: Python environments, and the lock that guards them. */
class SetUpTest {
  private static final String SIX =
      "six==1.17.0 \\\n    --hash=sha256:"
          + "4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274\n";

  @TempDir Path cache;

  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  /** JUnit would warn of each link out of the folder. */
  @AfterEach
  void removeEnvironments() throws Exception {
    try (var entries = Files.list(cache)) {
      entries.filter(Files::isDirectory).forEach(TemporaryFolder::delete);
    }
  }

  private PythonEnvironment environment(String requirements) throws Exception {
    PinnedPackages packages = new PinnedPackages(Path.of("list.txt"), requirements);
    return PythonEnvironment.of(cache, "test", packages, Python.find(), progress::add);
  }

  @Test
  void twoThatStartTogetherMakeOneEnvironment() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<PythonEnvironment>> made =
          List.of(threads.submit(() -> environment(SIX)), threads.submit(() -> environment(SIX)));
      assertEquals(made.get(0).get(), made.get(1).get());
      assertEquals(1, progress.stream().filter(line -> line.contains("making it with")).count());
      assertTrue(Files.isExecutable(made.get(0).get().program("python")));
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void anEnvironmentThatCannotBeMadeLeavesNothingAndSaysWhy() throws Exception {
    ServeException failed =
        assertThrows(ServeException.class, () -> environment("no such requirement==\n"));
    assertTrue(failed.getMessage().startsWith("can't install list.txt: "), failed.getMessage());
    try (var entries = Files.list(cache)) {
      assertTrue(entries.noneMatch(Files::isDirectory));
    }
  }

  @Test
  void anIndexOutOfReachIsToldAsThat() {
    String list = "--index-url http://127.0.0.1:1/simple\n" + SIX;
    String said = assertThrows(ServeException.class, () -> environment(list)).getMessage();
    assertTrue(said.startsWith("can't install list.txt: pip can't reach the package index"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"six==1.17.0\n", "six==1.17.0 --hash=sha256:%064d\n"})
  void aPackageWithoutItsChecksumIsNotInstalled(String list) {
    ServeException failed =
        assertThrows(ServeException.class, () -> environment(list.formatted(0)));
    assertTrue(failed.getMessage().toLowerCase(Locale.ROOT).contains("hash"), failed.getMessage());
  }

  @Test
  void everyListHasChecksumsOfEveryPackage() throws Exception {
    for (String file : Pin.LISTS) {
      String text = Files.readString(Checkout.root().resolve(file));
      for (String pin : text.replace("\\\n", " ").lines().toList()) {
        assertTrue(pin.matches("[A-Za-z0-9._-]+==\\S+ .*--hash=sha256:[0-9a-f]{64}.*"), pin);
      }
    }
  }

  @Test
  void theLockWaitsForAnotherProcess() throws Exception {
    Path file = Files.createFile(cache.resolve("a.lock"));
    String hold =
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
            + " print('held', flush=True); sys.stdin.read()";
    Process holder =
        new ProcessBuilder(Python.find().executable().toString(), "-c", hold, file.toString())
            .start();
    assertEquals("held", holder.inputReader().readLine());
    Thread waiting =
        new Thread(
            () -> {
              try (SetUpLock lock = SetUpLock.take(file, "thing", progress::add)) {
                progress.add("taken");
              } catch (ServeException | InterruptedException failed) {
                progress.add(failed.toString());
              }
            });
    waiting.start();
    Servers.await("told to wait", () -> !progress.isEmpty());
    assertFalse(progress.contains("taken"));
    holder.getOutputStream().close();
    waiting.join();
    assertEquals("taken", progress.get(1));
  }

  @Test
  void anEnvironmentIsAnotherForOtherPackages() {
    assertFalse(ContentHash.of("a", "b").equals(ContentHash.of("ab")));
    assertEquals(ContentHash.of("a"), ContentHash.of("a"));
  }

  @Test
  void everyReleaseHasItsList() throws Exception {
    Path root = Checkout.root();
    assertEquals(List.of("1.18.5", "1.12.0"), PinnedPackages.releases(root));
    for (String release : PinnedPackages.releases(root)) {
      PinnedPackages packages = PinnedPackages.forFlows(root, release);
      assertEquals(release, packages.versions("3.11.2").get("promptflow-core"));
      assertTrue(packages.versions("3.11.2").containsKey("httpx"));
    }
  }

  @ParameterizedTest
  @CsvSource({"3.9.18,  1:2 2:1", "3.10.0,  1:2 2:2 3:1", "3.11.2+, 1:2 2:2", "3.9.0rc1,1:2 2:1"})
  void versionsAreThoseThatThisPythonGets(String python, String versions) {
    String list =
        """
        1==2 \\
            --hash=sha256:0
        2==1 ; python_full_version < '3.10' \\
            --hash=sha256:0
        2==2 ; python_full_version >= '3.10' \\
            --hash=sha256:0
        3==1 ; python_full_version >= '3.10' and python_full_version < '3.11' \\
            --hash=sha256:0
        4==1 ; sys_platform == 'win32' \\
            --hash=sha256:0
        """;
    List<String> found = new ArrayList<>();
    new PinnedPackages(Path.of("list.txt"), list)
        .versions(python)
        .forEach((name, version) -> found.add(name + ":" + version));
    assertEquals(versions, String.join(" ", found));
  }
}
