package flowgauge.analyze.rows;

import flowgauge.record.RunFolder;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * A format of another tool's. A further one is a file that reads it, and a line in {@code
 * foreign.Importers}.
 *
 * @param name what people call it: {@code JMeter's results}
 * @param recognizer whether a file looks like it; asked in the order of {@code foreign.Importers}
 * @param reader reads it
 */
public record Importer(String name, Predicate<Source> recognizer, Reader reader) {
  /** Reads a format. */
  public interface Reader {
    /**
     * Writes what the file tells as a run.
     *
     * @param folder a new, empty one
     * @param progress told how far the reading is
     * @throws IOException with one line that names file, and line, where something is wrong
     */
    Imported into(Source source, Told told, RunFolder folder, Progress progress) throws IOException;
  }

  /** One in which every request is a row. */
  public static Importer ofRows(
      String name, RowFormat.Load load, Predicate<Source> recognizer, RowFormat.Reader reader) {
    RowFormat format = new RowFormat(name, load, reader);
    return new Importer(
        name,
        recognizer,
        (source, told, folder, progress) ->
            new RowImport(format, source, told, folder, progress).run());
  }
}
