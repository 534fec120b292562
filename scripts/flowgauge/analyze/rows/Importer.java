package flowgauge.analyze.rows;

import flowgauge.record.RunFolder;
import java.io.IOException;

/**
 * A format of another tool's. A further one is a file with this interface, or with {@link
 * RowFormat} where every request is a row, and a line in {@code foreign.Importers}.
 */
public interface Importer {
  /** What people call it: {@code JMeter's results}. */
  String name();

  /** Whether a file looks like it; asked in the order of {@code foreign.Importers}. */
  boolean recognizes(Source source) throws IOException;

  /**
   * Writes what the file tells as a run.
   *
   * @param folder a new, empty one
   * @param progress told how far the reading is
   * @throws IOException with one line that names file, and line, where something is wrong
   */
  Imported into(Source source, Told told, RunFolder folder, Progress progress) throws IOException;
}
