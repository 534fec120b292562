package flowgauge.analyze.rows;

import java.io.IOException;

/**
 * A format in which every request is a row: all that samples tell can be had.
 *
 * @param name as {@link Importer#name}
 * @param load how the tool sends
 * @param reader reads its rows
 */
public record RowFormat(String name, Load load, Reader reader) {
  /** How the tool sends: what the load was where no user of it is named in the rows. */
  public enum Load {
    /** Workers that send one request after the other. */
    WORKERS,
    /** On a schedule. */
    SCHEDULE,
    /** Not known. */
    UNKNOWN
  }

  /** Reads rows. */
  public interface Reader {
    /**
     * Reads all rows, in any order.
     *
     * @throws IOException with one line that names file and line of a bad row
     */
    void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException;
  }
}
