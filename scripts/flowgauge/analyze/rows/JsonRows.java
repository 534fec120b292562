package flowgauge.analyze.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.analyze.samples.BadSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A file of one JSON object a line. */
public final class JsonRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_LINE = 64 << 20;

  private JsonRows() {}

  /**
   * Visits the objects of all lines that may matter.
   *
   * @param notes takes what was left out: a last line that is cut
   * @throws BadSamples naming file and line
   */
  public static void forEach(
      Source source,
      Predicate<String> matters,
      List<String> notes,
      Progress progress,
      RowVisitor<JsonNode> visitor)
      throws IOException {
    Source.Content content = source.open(progress);
    try (BufferedReader lines = new BufferedReader(content.text(), 1 << 16)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.length() < LONGEST_LINE && !matters.test(line)) {
          continue;
        }
        JsonNode row = parse(line);
        if (row == null && content.open() && lines.readLine() == null) {
          notes.add("the last line is cut; it is left out (line %d)".formatted(number));
          return;
        }
        if (row == null) {
          throw new BadSamples(source.path(), number, "it is no JSON object");
        }
        try {
          visitor.row(row);
        } catch (CsvRows.BadField broken) {
          throw new BadSamples(source.path(), number, broken.getMessage());
        }
      }
    }
  }

  private static JsonNode parse(String line) {
    try {
      JsonNode row = JSON.readTree(line);
      return row != null && row.isObject() ? row : null;
    } catch (JsonProcessingException broken) {
      return null;
    }
  }

  /** Whether a file's first line is an object with such a field. */
  public static boolean has(Source source, String... fields) {
    String head = source.text();
    return head.startsWith("{")
        && Arrays.stream(fields).allMatch(field -> head.contains('"' + field + '"'));
  }

  /** A field that must be a number from 0 on. */
  public static double number(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (!value.isNumber() || !(value.asDouble() >= 0)) {
      throw new CsvRows.BadField("%s is %s, no such number".formatted(field, shown(value)));
    }
    return value.asDouble();
  }

  /** A field that must be a text. */
  public static String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (!value.isTextual()) {
      throw new CsvRows.BadField("%s is %s, no text".formatted(field, shown(value)));
    }
    return value.asText();
  }

  /** A value as a message shows it. */
  public static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() < 80 ? text : text.substring(0, 80) + "...";
  }
}
