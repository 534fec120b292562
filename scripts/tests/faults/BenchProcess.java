package faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flowgauge.analyze.Analyzer;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The alias bench, or another that writes a run, as a process of its own with a temporary folder of
 * its own. What it starts carries a mark in its environment (a variable named {@code LC_...}, which
 * reaches every child), so that whatever it leaves behind is found. It does not rehearse: no fault
 * is about speed.
 *
 * <p>Set up, {@link #start}, then {@link #end}.
 */
public final class BenchProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private final String mark = UUID.randomUUID().toString();
  private final List<String> ahead = new ArrayList<>();
  private final List<String> jvm = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private boolean whole;
  private Process process;

  /**
   * A bench whose files are below a folder.
   *
   * @param folder of a test's own; the run's is {@code run} in it
   */
  public BenchProcess(Path folder) {
    this.folder = folder;
  }

  /** Puts a command ahead of {@code java}, as {@code prlimit --nofile=100}. */
  public BenchProcess ahead(String... words) {
    ahead.addAll(List.of(words));
    return this;
  }

  /** Adds JVM options. */
  public BenchProcess jvm(String... options) {
    jvm.addAll(List.of(options));
    return this;
  }

  /** Sets a variable of its environment. */
  public BenchProcess variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Leaves it as users start it: with its baseline, and rehearsed. */
  public BenchProcess whole() {
    whole = true;
    return this;
  }

  /**
   * Starts it with {@code --out} and these arguments, without a baseline unless they ask for one.
   */
  public BenchProcess start(String... arguments) throws IOException {
    Files.createDirectories(temporary());
    List<String> options = new ArrayList<>(jvm);
    if (!whole) {
      options.add("-Dflowgauge.rehearsal=off");
    }
    options.add("-Djava.io.tmpdir=" + temporary());
    options.add("-XX:-UsePerfData");
    List<String> command = new ArrayList<>(ahead);
    command.addAll(Alias.command("bench", options));
    command.addAll(List.of(arguments));
    if (!whole && !command.contains("--baseline")) {
      command.addAll(List.of("--baseline", "0")); // faults are told by the load's rows
    }
    command.addAll(List.of("--out", out().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(Interruptible.command(command))
            .directory(Alias.root().toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    builder.environment().put("FLOWGAUGE_HOME", Alias.root().toString());
    builder.environment().put(LeftBehind.MARK, mark);
    builder.environment().put("TMPDIR", temporary().toString());
    builder.environment().putAll(variables);
    process = builder.start();
    process.getOutputStream().close();
    return this;
  }

  /** The run's folder. */
  public Path out() {
    return folder.resolve("run");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  /** Its process. */
  public Process process() {
    return process;
  }

  /** Sends a signal, as {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits until so many rows of a scenario are on disk; fails where bench ends before. */
  public void awaitRows(String scenario, int rows) throws IOException, InterruptedException {
    RunFolder run = RunFolder.open(awaitFolder());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(run.samples(scenario)) || Rows.of(run.samples(scenario)).size() < rows) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        fail("never " + rows + " rows: " + Files.readString(folder.resolve("err.txt")));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Path awaitFolder() throws IOException, InterruptedException {
    while (process.isAlive() && !Files.exists(out().resolve("run.json"))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return out();
  }

  /** Waits for its end. */
  public Ended end() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      fail("bench did not end within " + PATIENCE.toSeconds() + " s: it hangs");
    }
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("err.txt")));
  }

  /** What {@code run.json} says. */
  public RunInfo info() throws IOException {
    return RunFolder.open(out()).read();
  }

  /** A scenario's rows. */
  public Rows rows(String scenario) throws IOException {
    return Rows.of(RunFolder.open(out()).samples(scenario));
  }

  /** Fails where what it recorded can't be analyzed. */
  void assertAnalyzed() throws IOException {
    Analyzer.DEFAULT.run(RunFolder.open(out()));
  }

  /** What it left behind, once that has had its time to go. */
  public List<String> leftBehind() throws IOException, InterruptedException {
    return LeftBehind.await(process.pid(), mark, temporary());
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * How it ended.
   *
   * @param code its exit code
   * @param out what it printed
   * @param err what it said on standard error
   */
  public record Ended(int code, String out, String err) {
    public Ended {
      err = withoutNotice(err);
    }

    /** Without what every JVM says first where JAVA_TOOL_OPTIONS is set. */
    public static String withoutNotice(String err) {
      return err.replaceAll("(?m)^Picked up [A-Z_]+: .*\\R", "");
    }

    /** All of it. */
    public String all() {
      return out + err;
    }

    /** Its last line on standard error: what is wrong and what to do. */
    public String message() {
      List<String> lines = err.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Fails where an error looks like a program's and not like a person's. */
    public void assertNoStackTrace() {
      assertFalse(all().contains("\tat "), all());
      assertFalse(all().contains("Exception"), all());
    }

    /** Fails unless standard error has these words. */
    public void assertSays(String words) {
      assertTrue(err.contains(words), "not said: '" + words + "' but: " + all());
    }
  }
}
