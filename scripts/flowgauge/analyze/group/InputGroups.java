package flowgauge.analyze.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import flowgauge.record.sample.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lines of a run's inputs by what they have in a field, to look at their requests apart.
 *
 * <p>In memory are four bytes a line, and the values.
 */
public final class InputGroups implements Grouping {
  private static final int MOST_VALUES = 10_000;
  private static final int LONGEST_VALUE = 200;
  private static final String WITHOUT = "(no such field)";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String field;
  private final List<String> values = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int[] groups = new int[1024]; // by line, from 1; 0 for none

  private InputGroups(Path file, String field) {
    this.file = file;
    this.field = field;
  }

  /**
   * Reads a file of inputs, JSON lines or CSV with a header.
   *
   * @throws IOException with one line, if it can't be read, no line has the field, or there are too
   *     many values to be groups
   */
  public static InputGroups read(Path file, String field) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file + " any more: name it with --data");
    }
    InputGroups groups = new InputGroups(file, field);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      groups.csv();
    } else {
      groups.json();
    }
    if (groups.values.stream().allMatch(WITHOUT::equals)) {
      throw new IOException("no line of %s has a field '%s'".formatted(file, field));
    }
    return groups;
  }

  private void json() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String object = number == 1 ? line.replaceFirst("^\uFEFF", "") : line;
        if (!object.isBlank()) {
          JsonNode value = JSON.readTree(object).path(field);
          add(
              number,
              value.isMissingNode()
                  ? WITHOUT
                  : value.isTextual() ? value.asText() : value.toString());
        }
        number++;
      }
    } catch (JsonProcessingException broken) {
      throw new IOException(file + " is no longer JSON lines", broken);
    }
  }

  private void csv() throws IOException {
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      Iterator<CsvRecord> all = rows.iterator();
      int column =
          all.hasNext()
              ? all.next().getFields().stream()
                  .map(name -> name.replaceFirst("^\uFEFF", ""))
                  .toList()
                  .indexOf(field)
              : -1;
      while (column >= 0 && all.hasNext()) {
        CsvRecord row = all.next();
        add((int) row.getStartingLineNumber(), row.getField(column));
      }
    } catch (CsvParseException | IndexOutOfBoundsException broken) {
      throw new IOException(file + " is no longer CSV as it was", broken);
    }
  }

  private void add(int line, String value) throws IOException {
    String name = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    Integer place = places.get(name);
    if (place == null) {
      if (values.size() == MOST_VALUES) {
        throw new IOException(
            "%s: '%s' has more than %,d values: group by one that has fewer"
                .formatted(file, field, MOST_VALUES));
      }
      values.add(name);
      place = values.size();
      places.put(name, place);
    }
    if (line >= groups.length) {
      groups = Arrays.copyOf(groups, Math.max(line + 1, 2 * groups.length));
    }
    groups[line] = place;
  }

  @Override
  public String by() {
    return field;
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public int of(Sample row) {
    return ofLine(row.input());
  }

  /** Number of the group that a line is of, from 0; -1 for none. Lines count from 1. */
  public int ofLine(long line) {
    return line > 0 && line < groups.length ? groups[(int) line] - 1 : -1;
  }

  @Override
  public String name(int group) {
    return values.get(group);
  }
}
