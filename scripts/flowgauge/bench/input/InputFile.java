package flowgauge.bench.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import flowgauge.scenario.InputLines;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a file of inputs once, ahead of the load: JSON lines, an object each, or CSV with a header,
 * whose rows become objects of texts in a temporary file. Blank lines are passed over.
 */
public final class InputFile {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final int LONGEST_LINE = 16 << 20;
  private static final int MARK = 0xFEFF;

  private InputFile() {}

  /**
   * Reads it.
   *
   * @throws IOException with one line that names file and line
   */
  static InputLines read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.exists(file) ? file + " is no file" : "there is no file " + file);
    }
    boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    InputLines lines = csv ? csv(file) : json(file);
    if (lines.size() == 0) {
      throw new IOException(file + " has no line with inputs");
    }
    return lines;
  }

  /**
   * The same, each object put into a template.
   *
   * @param template its file; empty where objects are bodies themselves
   * @throws IOException with one line that names file and line
   */
  public static InputLines read(Path file, Optional<Path> template) throws IOException {
    InputLines objects = read(file);
    return template.isEmpty() ? objects : BodyTemplate.read(template.get()).filled(objects);
  }

  private static InputLines json(Path file) throws IOException {
    InputLines lines =
        new InputLines(file.toString(), FileChannel.open(file, StandardOpenOption.READ));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long at = 0;
      int number = 1;
      for (int b = in.read(); b >= 0 || line.size() > 0; b = in.read()) {
        at += b < 0 ? 0 : 1;
        if (b >= 0 && b != '\n') {
          line.write(b);
          if (line.size() > LONGEST_LINE) {
            throw bad(file, number, "it is longer than 16 MiB");
          }
          continue;
        }
        add(lines, file, line.toByteArray(), at - (b < 0 ? 0 : 1) - line.size(), number++);
        line.reset();
        if (b < 0) {
          break;
        }
      }
    }
    return lines;
  }

  private static void add(InputLines lines, Path file, byte[] line, long offset, int number)
      throws IOException {
    int from = number == 1 && marked(line) ? 3 : 0;
    int to = line.length;
    while (from < to && blank(line[from])) {
      from++;
    }
    while (to > from && blank(line[to - 1])) {
      to--;
    }
    if (from == to) {
      return;
    }
    try (JsonParser parser = JSON.createParser(line, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw bad(file, number, "it is JSON, but no object of inputs");
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw bad(file, number, "its JSON is cut off");
      }
      if (parser.nextToken() != null) {
        throw bad(file, number, "something stands behind its object");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
      throw bad(
          file,
          number,
          "no JSON object"
              + (number == 1 ? " (JSON lines are read, or CSV in a file ending in .csv)" : ""));
    }
    lines.add(offset + from, to - from, number);
  }

  private static boolean marked(byte[] line) {
    return line.length >= 3
        && (line[0] & 0xff) == 0xEF
        && (line[1] & 0xff) == 0xBB
        && (line[2] & 0xff) == 0xBF;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static InputLines csv(Path file) throws IOException {
    Path temporary = Files.createTempFile("flowgauge-inputs-", ".jsonl");
    temporary.toFile().deleteOnExit();
    InputLines lines =
        new InputLines(file.toString(), FileChannel.open(temporary, StandardOpenOption.READ));
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    long offset = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
        CsvReader<CsvRecord> rows =
            CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
      Iterator<CsvRecord> all = rows.iterator();
      if (!all.hasNext()) {
        return lines;
      }
      String[] names = all.next().getFields().toArray(String[]::new);
      if (!names[0].isEmpty() && names[0].charAt(0) == MARK) {
        names[0] = names[0].substring(1);
      }
      while (all.hasNext()) {
        CsvRecord row = all.next();
        int number = (int) row.getStartingLineNumber();
        if (row.getFieldCount() != names.length) {
          throw bad(
              file,
              number,
              "%d fields where the header has %d".formatted(row.getFieldCount(), names.length));
        }
        object.reset();
        try (JsonGenerator json = JSON.createGenerator(object)) {
          json.writeStartObject();
          for (int i = 0; i < names.length; i++) {
            json.writeStringField(names[i], row.getField(i));
          }
          json.writeEndObject();
        }
        object.writeTo(out);
        lines.add(offset, object.size(), number);
        offset += object.size();
      }
    } catch (CsvParseException wrong) {
      throw new IOException(file + ": " + wrong.getMessage());
    }
    return lines;
  }

  private static IOException bad(Path file, int line, String what) {
    return new IOException("%s, line %d: %s".formatted(file, line, what));
  }
}
