package flowgauge.analyze.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import flowgauge.analyze.samples.BadSamples;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Rows of a CSV file, their columns by name. A last row without a line end may be cut: it is left
 * out, and told.
 */
public final class CsvRows {
  /** Longer fields are no text of an error any more. */
  private static final int LONGEST_FIELD = 8 << 20;

  /** What separates fields, the likeliest first. */
  private static final String SEPARATORS = ",;\t|";

  private final Map<String, Integer> columns = new HashMap<>();
  private final char separator;
  private CsvRecord record;

  /** A field that can't be read, in words. */
  public static final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Of a field that is shown whole. */
    private static final int LONGEST = 200;

    public BadField(String what) {
      super(
          what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "...", null, false, false);
    }
  }

  private CsvRows(List<String> header, char separator) {
    this.separator = separator;
    columns(header);
  }

  private void columns(List<String> header) {
    columns.clear();
    for (int i = 0; i < header.size(); i++) {
      columns.putIfAbsent(header.get(i).strip(), i);
    }
  }

  /** What separates the fields of a header: that which makes most of them. */
  public static char separator(String header) {
    char best = ',';
    for (char c : SEPARATORS.toCharArray()) {
      if (count(header, c) > count(header, best)) {
        best = c;
      }
    }
    return best;
  }

  private static char separator(Source source, List<String> header) {
    return header == null ? separator(source.firstLine()) : ',';
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }

  /**
   * Visits all rows.
   *
   * @param header the columns, null where the first row names them
   * @param notes takes what was left out; null where the last row counts without a line end too
   * @throws BadSamples naming file and line
   */
  public static void forEach(
      Source source,
      List<String> header,
      List<String> notes,
      Progress progress,
      RowVisitor<CsvRows> visitor)
      throws IOException {
    Source.Content content = source.open(progress);
    try (Reader text = content.text();
        CsvReader<CsvRecord> reader = reader(source, header, text)) {
      Iterator<CsvRecord> records = reader.iterator();
      CsvRows rows =
          new CsvRows(
              header != null ? header : records.hasNext() ? records.next().getFields() : List.of(),
              separator(source, header));
      boolean more = records.hasNext();
      while (more) {
        rows.record = records.next();
        boolean broken = false;
        try {
          more = records.hasNext();
        } catch (CsvParseException cut) {
          if (notes == null || !content.open()) {
            throw cut;
          }
          more = false;
          broken = true;
        }
        boolean cut = notes != null && !more && content.open();
        if (cut) {
          notes.add(
              "%s; it is left out (line %d)"
                  .formatted(content.whyOpen(), rows.record.getStartingLineNumber()));
        }
        if (broken || !cut) {
          rows.visit(source, visitor);
        }
      }
    } catch (CsvParseException broken) {
      throw new BadSamples(source.path(), oneLine(broken.getMessage()));
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  private static CsvReader<CsvRecord> reader(Source source, List<String> header, Reader text) {
    return CsvReader.builder()
        .fieldSeparator(separator(source, header))
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_FIELD)
        .ofCsvRecord(text);
  }

  private void visit(Source source, RowVisitor<CsvRows> visitor) throws IOException {
    try {
      visitor.row(this);
    } catch (BadField broken) {
      throw new BadSamples(source.path(), line(), broken.getMessage());
    }
  }

  public static String oneLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  /**
   * Whether this row is a header in the midst, as of a run that was appended; its columns are then
   * those of the rows behind it.
   *
   * @param names that a header has
   */
  public boolean header(String... names) {
    List<String> fields = record.getFields();
    boolean header = fields.containsAll(List.of(names));
    if (header) {
      columns(fields);
    }
    return header;
  }

  /** The line that the row begins in, from 1. */
  public long line() {
    return record.getStartingLineNumber();
  }

  /** Where a column is, -1 for one that is not there. */
  public int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  /** What parts the fields. */
  public char separator() {
    return separator;
  }

  /** Fields of this row. */
  public int size() {
    return record.getFieldCount();
  }

  /** Fields of the header. */
  public int width() {
    return columns.size();
  }

  /** A field, empty where the file has no such column or the row ends before it. */
  public String at(int column) {
    return column < 0 || column >= record.getFieldCount() ? "" : record.getField(column);
  }

  /** A field by its column's name. */
  public String at(String name) {
    return at(column(name));
  }
}
