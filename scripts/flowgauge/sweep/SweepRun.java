package flowgauge.sweep;

import flowgauge.analyze.grid.GridReader;
import flowgauge.command.TerminalText;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the cells of a sweep that are not there yet, each by one command: a bench, or a search for
 * capacity. A cell that was stopped is run anew as a whole; what there was of it is moved aside.
 * After a kill it goes on in the order of the plan.
 */
public final class SweepRun {
  /** Runs a bench, or a search, and returns its exit code. */
  public interface Command {
    int execute(String... args);
  }

  private static final int CONDITION = 3;
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  private final Path folder;
  private final SweepInfo sweep;
  private final List<String> bench;
  private final Command command;
  private int failed;

  /**
   * @param folder of the sweep
   * @param bench what each run is told beside its cell
   */
  public SweepRun(Path folder, SweepInfo sweep, List<String> bench, Command command) {
    this.folder = folder;
    this.sweep = sweep;
    this.bench = List.copyOf(bench);
    this.command = command;
  }

  /**
   * Runs what is left.
   *
   * @return 0, 1 if a cell failed and the others ran, 2 if the command refuses what it is told, 130
   *     when interrupted
   * @throws IOException if a cell's folder can't be moved aside
   */
  public int execute() throws IOException {
    int at = 0;
    for (Cell cell : sweep.cells()) {
      at++;
      if (GridReader.complete(folder, cell)) {
        continue;
      }
      setAside(cell);
      TerminalText.print(
          System.err,
          "sweep: %d of %d, %s: %s"
              .formatted(at, sweep.cells().size(), cell.name(), String.join(" ", arguments(cell))));
      int code = quietly(cell);
      if (code == USAGE || code == INTERRUPTED) {
        return code;
      }
      if (code != 0 && code != CONDITION) {
        failed++;
      }
    }
    return failed == 0 ? 0 : 1;
  }

  /** How many cells failed in this call. */
  public int failed() {
    return failed;
  }

  /** A run without its table: what all of them say together is the sweep's. */
  private int quietly(Cell cell) {
    List<String> all = new ArrayList<>(arguments(cell));
    sweep.objectives().ifPresent(slos -> slos.forEach(slo -> all.addAll(List.of("--slo", slo))));
    if (sweep.objectives().isEmpty()) {
      all.addAll(List.of("--users", String.valueOf(sweep.users())));
    }
    all.addAll(
        List.of(
            "--out", folder.resolve(cell.name()).toString(), "--name", cell.name(), "--no-report"));
    all.addAll(bench);
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      return command.execute(all.toArray(String[]::new));
    } finally {
      System.setOut(out);
    }
  }

  private List<String> arguments(Cell cell) {
    List<String> arguments = new ArrayList<>();
    if (ownSubject(bench)) {
      arguments.addAll(List.of("--engine", cell.subject()));
    } else {
      arguments.add(cell.subject());
    }
    arguments.addAll(List.of("--workers", String.valueOf(cell.workers())));
    if (cell.threads() > 0) {
      arguments.addAll(List.of("--threads", String.valueOf(cell.threads())));
    }
    return arguments;
  }

  /** Whether bench is told of a flow or application of the user's. */
  public static boolean ownSubject(List<String> bench) {
    return bench.stream().anyMatch(it -> it.matches("--(flow|app)(=.*)?"));
  }

  /** An engine alone means the scenario that is its usual one. */
  public static String scenario(String subject) {
    return switch (subject) {
      case "wsgi" -> "wsgi-sync";
      case "asgi" -> "asgi-async";
      default -> subject;
    };
  }

  private void setAside(Cell cell) throws IOException {
    Path there = folder.resolve(cell.name());
    if (!Files.isDirectory(there)) {
      return;
    }
    boolean under = false;
    try {
      under = RunFolder.open(there).read().status() == RunInfo.Status.RUNNING;
    } catch (IOException notYet) {
      // it was stopped before it began
    }
    if (under) {
      throw new IOException(there + " is still under way: wait for its end, or stop it");
    }
    int number = 1;
    while (Files.exists(folder.resolve("interrupted-%d-%s".formatted(number, cell.name())))) {
      number++;
    }
    Files.move(there, folder.resolve("interrupted-%d-%s".formatted(number, cell.name())));
  }
}
