import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.load.ScriptedServer;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same files and figures whatever the user's locale, or without any. */
class LocaleTest {
  private static final Setting SETTING = Setting.staleKeepAlive().lasting(40);

  @TempDir static Path folder;

  private static Map<String, String> expected;

  private static Map<String, String> written(String locale) throws Exception {
    Path run =
        SimulatedRun.write(
                folder.resolve(locale.isEmpty() ? "none" : locale).resolve("run"), SETTING, 1)
            .path();
    String[] parts = (locale + "-").split("-");
    Map<String, String> environment =
        locale.isEmpty()
            ? Map.of()
            : Map.of(
                "JAVA_TOOL_OPTIONS", "-Duser.language=" + parts[0] + " -Duser.country=" + parts[1]);
    Jbang.Ended analyzed = Jbang.run(environment, "analyze", run.toString(), "--json");
    assertEquals(0, analyzed.code(), analyzed.all());
    Jbang.Ended reported = Jbang.run(environment, "report", run.toString());
    assertEquals(0, reported.code(), reported.all());
    Map<String, String> files = new TreeMap<>();
    files.put("printed", analyzed.out());
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            run.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @BeforeAll
  static void withoutOne() throws Exception {
    expected = written("");
    assertTrue(expected.size() > 10, expected.keySet().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "fa-IR"})
  void allFilesAreTheSameByteForByte(String locale) throws Exception {
    Map<String, String> found = written(locale);
    assertEquals(expected.keySet(), found.keySet());
    found.forEach((file, text) -> assertEquals(expected.get(file), text, file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG"})
  void aRunsFilesAreAscii(String locale) throws Exception {
    Path out = folder.resolve("bench-" + locale);
    String[] parts = locale.split("-");
    Jbang.Ended ended;
    try (ScriptedServer server =
        new ScriptedServer((n, socket, ok) -> ok.write(ScriptedServer.ok("x")))) {
      ended =
          Jbang.run(
              Map.of(
                  "JAVA_TOOL_OPTIONS",
                  "-Duser.language=" + parts[0] + " -Duser.country=" + parts[1]),
              "bench",
              "--url",
              server.uri() + "/",
              "--rate",
              "50",
              "--duration",
              "1s",
              "--no-report",
              "--json",
              "--out",
              out.toString());
    }
    assertEquals(0, ended.code(), ended.all());
    ascii("printed", ended.all().replace("\u00b5s", "us")); // microseconds, in any locale
    RunFolder run = RunFolder.open(out);
    for (Path file :
        new Path[] {
          out.resolve("run.json"), run.samples("endpoint"), run.driver("endpoint"),
        }) {
      ascii(file.toString(), Files.readString(file));
    }
    assertTrue(Files.readString(out.resolve("run.json")).contains("\"complete\""));
  }

  private static void ascii(String what, String text) {
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text), what + ": " + text);
  }

  /** As cron and many containers have it. */
  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void withoutALocaleFilesKeepTheirNames() throws Exception {
    Path named = folder.resolve("gr\u00f6\u00dfe, \u20ac: 1");
    Path run = SimulatedRun.write(named.resolve("run"), SETTING, 1).path();
    Map<String, String> none = Map.of("LC_ALL", "C", "LANG", "", "LC_CTYPE", "");
    Jbang.Ended ended = Jbang.ended(Jbang.start(none, "analyze", run.toString()));
    assertEquals(0, ended.code(), ended.all());
    assertTrue(ended.out().contains(named.toString()), ended.out());
    assertTrue(Files.isRegularFile(run.resolve("analysis.json")));
    ended =
        Jbang.ended(
            Jbang.start(
                none, "report", run.toString(), "--out", named.resolve("r\u00e9.html").toString()));
    assertEquals(0, ended.code(), ended.all());
    assertTrue(Files.isRegularFile(named.resolve("r\u00e9.html")));
  }

  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void aCheckoutMayLieInAnyFolder() throws Exception {
    assumeTrue(Files.isDirectory(Repository.root().resolve("scripts")));
    Path checkout = folder.resolve("ch\u00e9ckout of, mine");
    for (String part : new String[] {"jbang", "jbang-catalog.json", "scripts", "datasets"}) {
      copy(Repository.root().resolve(part), checkout.resolve(part));
    }
    Process process =
        new ProcessBuilder("./jbang", "analyze", "keep-alive").directory(checkout.toFile()).start();
    process.getOutputStream().close();
    Jbang.Ended ended = Jbang.ended(process);
    assertEquals(0, ended.code(), ended.all());
    ProcessBuilder without = new ProcessBuilder("./jbang", "analyze", "keep-alive", "--json");
    without.environment().putAll(Map.of("LC_ALL", "C"));
    process = without.directory(checkout.toFile()).start();
    process.getOutputStream().close();
    ended = Jbang.ended(process);
    assertEquals(0, ended.code(), ended.all());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else if (!each.toString().contains("runs/") && !each.toString().contains("article")) {
          Files.createDirectories(copy.getParent());
          Files.copy(each, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
