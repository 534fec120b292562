import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The wrapper, on machines that have this or that. */
class WrapperTest {
  private static final List<String> NEEDED =
      List.of("bash", "env", "readlink", "dirname", "grep", "mkdir", "mktemp", "rm", "mv", "tail");

  @TempDir Path folder;

  /** A PATH with nothing but what every system has, and some more. */
  private Path path(String... more) throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    List<String> names = new ArrayList<>(NEEDED);
    names.addAll(List.of(more));
    for (String name : names) {
      for (String part : System.getenv("PATH").split(":")) {
        Path found = Path.of(part, name);
        if (Files.isExecutable(found)) {
          Files.createSymbolicLink(bin.resolve(name), found);
          break;
        }
      }
    }
    return bin;
  }

  @AfterEach
  void unlink() throws IOException {
    Path bin = folder.resolve("bin");
    if (Files.isDirectory(bin)) {
      try (Stream<Path> links = Files.list(bin)) {
        for (Path link : links.toList()) {
          Files.delete(link);
        }
      }
    }
  }

  private Jbang.Ended run(Path bin, String... arguments) throws Exception {
    return Jbang.ended(
        Jbang.start(
            Map.of(
                "PATH", bin.toString(),
                "HOME", folder.toString(),
                "JAVA_HOME", "",
                "FLOWGAUGE_CACHE", folder.resolve("cache").toString()),
            arguments));
  }

  @Test
  void jbangOnPathIsUsed() throws Exception {
    Path bin = path("java");
    Path jbang = Files.writeString(bin.resolve("jbang"), "#!/bin/sh\necho \"found: $*\"\n");
    Files.setPosixFilePermissions(jbang, PosixFilePermissions.fromString("rwxr-xr-x"));
    Jbang.Ended ended = run(bin, "bench", "--users", "a b");
    assertEquals(0, ended.code(), ended.all());
    assertEquals("found: bench --users a b", ended.out().strip());
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    Jbang.Ended ended = run(path(), "bench");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("install a JDK, 17 or newer"), ended.err());
  }

  @Test
  void withoutMavenAndInternetItSaysWhatToInstall() throws Exception {
    Jbang.Ended ended = run(path("java"), "bench");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("install JBang"), ended.err());
    assertEquals(1, ended.err().strip().lines().count(), ended.err());
  }

  @Test
  void whenMavenFailsItSaysWhy() throws Exception {
    Path bin = path("java", "cat");
    Path mvn =
        Files.writeString(
            bin.resolve("mvn"),
            "#!/bin/sh\n"
                + "printf '\\033[0m[ERROR] No plugin found for prefix x -> [Help 1]\\n[ERROR] \\n'\n"
                + "printf '[ERROR] Re-run Maven using the -X switch\\n'\nexit 1\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    Jbang.Ended ended = run(bin, "bench");
    assertEquals(1, ended.code(), ended.all());
    assertEquals(2, ended.err().strip().lines().count(), ended.err());
    String said = ended.err().strip().lines().skip(1).findFirst().orElseThrow();
    assertTrue(said.contains("(No plugin found for prefix x): check the network"), said);
  }

  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void anAliasWorksFromAnotherFolder() throws Exception {
    Process process =
        new ProcessBuilder(Repository.root().resolve("jbang").toString(), "bench", "nosuch")
            .directory(folder.toFile())
            .start();
    process.getOutputStream().close();
    Jbang.Ended ended = Jbang.ended(process);
    assertEquals(2, ended.code(), ended.all());
    assertTrue(ended.err().contains("no scenario is called 'nosuch'"), ended.err());
  }
}
