package flowgauge.bench;

import flowgauge.record.RunFolder;
import flowgauge.report.Findings;
import flowgauge.report.Report;
import flowgauge.report.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is made of a run once its load is over: what it found, and the report. The run stands
 * without them: that they can't be made is told, and no failure of it.
 */
final class Ending {
  private final RunFolder folder;
  private final Terminal terminal;
  private Optional<Subject> subject = Optional.empty();

  private Ending(RunFolder folder, Terminal terminal) {
    this.folder = folder;
    this.terminal = terminal;
  }

  static Ending of(RunFolder folder, Terminal terminal) {
    Ending ending = new Ending(folder, terminal);
    terminal.status("analyzing");
    try {
      ending.subject = Optional.of(Subject.of(List.of(folder)));
    } catch (IOException | RuntimeException failed) {
      terminal.line(
          "the run could not be analyzed (%s): its samples are in %s"
              .formatted(failed.getMessage(), folder.path()));
    } finally {
      terminal.clear();
    }
    return ending;
  }

  /** What it found; empty if it could not be analyzed. */
  Optional<Findings> findings() {
    return subject.map(Findings::of);
  }

  /** Writes the report; empty if it could not be. */
  Optional<Path> page() {
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    terminal.status("writing the report");
    try {
      Path page = Report.defaultPath(folder);
      Report.write(subject.get(), page);
      return Optional.of(page);
    } catch (IOException | RuntimeException | LinkageError | InternalError failed) {
      // a machine without fonts can't draw
      terminal.line(
          "the report could not be written (%s): see ./jbang doctor, then ./jbang report %s"
              .formatted(failed.getMessage(), folder.path()));
      return Optional.empty();
    } finally {
      terminal.clear();
    }
  }
}
