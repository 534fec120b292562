//RUNTIME_OPTIONS -Xmx3g -XX:TieredStopAtLevel=4 -Dio.netty.leakDetection.level=simple

package faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An alias as a user has it: called in this JVM, or run as {@code java} itself, one process, so
 * that a signal reaches it, with whatever JVM options a fault needs. Either way on the class path
 * of the tests; whether each builds and runs on its own is {@code CatalogTest}'s.
 *
 * <p>JBang gives the tests' JVM the options of these scripts too: those above, read last, win.
 */
public final class Alias {
  private static final String OPTIONS = "//RUNTIME_OPTIONS ";

  private Alias() {}

  /** Calls an alias's script in this JVM. */
  public static BenchProcess.Ended run(String alias, String... arguments) throws Exception {
    Method execute = type(alias).getDeclaredMethod("execute", String[].class);
    execute.setAccessible(true);
    return Captured.of(() -> (Integer) execute.invoke(null, (Object) arguments));
  }

  /** Runs an alias to its end as a process of its own, with these variables more. */
  public static BenchProcess.Ended process(
      Map<String, String> environment, String alias, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(alias, List.of());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("alias", ".out");
    Path err = Files.createTempFile("alias", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(root().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      int code = process.waitFor();
      return new BenchProcess.Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The command up to the alias's own arguments; {@code jvm} comes after the script's options. */
  public static List<String> command(String alias, List<String> jvm) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    for (String line : Files.readAllLines(root().resolve(script(alias)))) {
      if (line.startsWith(OPTIONS)) {
        command.addAll(Arrays.asList(line.substring(OPTIONS.length()).strip().split("\\s+")));
      }
    }
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), type(alias).getName()));
    return command;
  }

  private static Path script(String alias) throws IOException {
    JsonNode catalog = new ObjectMapper().readTree(root().resolve("jbang-catalog.json").toFile());
    return Path.of(catalog.at("/aliases/" + alias + "/script-ref").asText());
  }

  private static Class<?> type(String alias) throws IOException {
    String name = script(alias).getFileName().toString().replace(".java", "");
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException absent) {
      throw new IOException("RunTests.java names no //SOURCES ../" + name + ".java", absent);
    }
  }

  /** The checkout that the tests run in. */
  public static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("jbang-catalog.json"))) {
        return at;
      }
    }
    throw new IllegalStateException("run the tests inside the checkout");
  }
}
