import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cores that each part used over a stretch of a {@code resources.csv}. */
final class WatchedCores {
  /** A row may come so much behind the end of its step. */
  private static final long LATE_US = 200_000;

  private WatchedCores() {}

  private static final class Used {
    long lastUs = Long.MAX_VALUE; // a part's first row does not say since when it counts
    double coreUs;
    double us;
  }

  /**
   * The mean of each part's cores by name, over the steps that lie between two moments; NaN for one
   * that has none.
   *
   * @param fromUs on the file's clock, microseconds
   */
  static Map<String, Double> between(Path csv, long fromUs, long toUs) throws IOException {
    Map<String, Used> parts = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord row : rows) {
        long us = Long.parseLong(row.getField("time_us"));
        String cores = row.getField("cpu_cores");
        Used part = parts.computeIfAbsent(row.getField("part"), any -> new Used());
        if (part.lastUs >= fromUs && part.lastUs < us && us <= toUs + LATE_US && !cores.isEmpty()) {
          part.coreUs += Double.parseDouble(cores) * (us - part.lastUs);
          part.us += us - part.lastUs;
        }
        part.lastUs = us;
      }
    }
    Map<String, Double> means = new LinkedHashMap<>();
    parts.forEach((name, used) -> means.put(name, used.coreUs / used.us));
    return means;
  }
}
