package faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An alias as built by JBang, to be run as {@code java} itself: one process, so that a signal
 * reaches it, with whatever JVM options a fault needs.
 */
public final class Alias {
  private static final String OPTIONS = "//RUNTIME_OPTIONS ";
  private static final Map<String, List<String>> BUILT = new ConcurrentHashMap<>();

  private Alias() {}

  /** The command up to the alias's own arguments; {@code jvm} comes after the script's options. */
  public static List<String> command(String alias, List<String> jvm) throws IOException {
    List<String> built = BUILT.get(alias);
    if (built == null) {
      synchronized (BUILT) {
        built = build(alias);
        BUILT.put(alias, built);
      }
    }
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(built.subList(0, built.size() - 2));
    command.addAll(jvm);
    command.addAll(List.of("-cp", built.get(built.size() - 2), built.get(built.size() - 1)));
    return command;
  }

  /** Runs an alias to its end. */
  public static BenchProcess.Ended run(String alias, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(alias, List.of());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("alias", ".out");
    Path err = Files.createTempFile("alias", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      int code = process.waitFor();
      return new BenchProcess.Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The script's JVM options, then its class path, then its class. */
  private static List<String> build(String alias) throws IOException {
    JsonNode catalog = new ObjectMapper().readTree(root().resolve("jbang-catalog.json").toFile());
    Path script = Path.of(catalog.at("/aliases/" + alias + "/script-ref").asText());
    jbang("build", script.toString()); // by its file, as a folder can have the alias's name
    List<String> built = new ArrayList<>();
    for (String line : Files.readAllLines(root().resolve(script))) {
      if (line.startsWith(OPTIONS)) {
        built.addAll(Arrays.asList(line.substring(OPTIONS.length()).strip().split("\\s+")));
      }
    }
    built.add(jbang("info", "classpath", script.toString()).strip());
    built.add(script.getFileName().toString().replace(".java", ""));
    return built;
  }

  private static String jbang(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("./jbang"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(root().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
    return out;
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
