package flowgauge.analyze.rows;

import flowgauge.record.RunFolder;
import java.io.IOException;

/** A format in which every request is a row: all that samples tell can be had. */
public interface RowFormat extends Importer {
  /** How the tool sends: what the load was where no user of it is named in the rows. */
  enum Load {
    /** Workers that send one request after the other. */
    WORKERS,
    /** On a schedule. */
    SCHEDULE,
    /** Not known. */
    UNKNOWN
  }

  /** How the tool sends. */
  Load load();

  /**
   * Reads all rows, in any order.
   *
   * @throws IOException with one line that names file and line of a bad row
   */
  void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException;

  @Override
  default Imported into(Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    return new RowImport(this, source, told, folder, progress).run();
  }
}
