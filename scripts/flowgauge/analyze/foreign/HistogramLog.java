package flowgauge.analyze.foreign;

import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.ImportedRun;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * An HdrHistogram log: how many responses came in each interval and how long they took, but no
 * request by itself and no failure. The unit is told by its column of maxima, which are in
 * milliseconds where a log follows the usual form.
 */
final class HistogramLog {
  static final String NAME = "an HdrHistogram log";

  private static final double LONGEST_S = 31 * 86_400;

  static boolean recognizes(Source source) {
    return source.text().startsWith("#[")
        && source.text().contains("Interval_Compressed_Histogram");
  }

  private record Part(double startSeconds, double seconds, Histogram histogram) {}

  static Imported into(Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    List<String> notes = new ArrayList<>();
    Map<String, List<Part>> tags = new LinkedHashMap<>();
    double start = read(source, tags);
    String tag = told.only().orElse(tags.isEmpty() ? "" : tags.keySet().iterator().next());
    List<Part> parts = tags.getOrDefault(tag, List.of());
    if (parts.isEmpty()) {
      throw new BadSamples(
          source.path(),
          tags.isEmpty()
              ? "has no histogram"
              : "has no histogram with the tag '%s' of %s".formatted(tag, tags.keySet()));
    }
    if (tags.size() > 1) {
      notes.add("the log has the tags %s; read is '%s' (--only)".formatted(tags.keySet(), tag));
    }
    double usPerUnit = unit(source, notes);
    Intervals intervals = table(source, parts, usPerUnit);
    IntervalCsv.write(intervals, folder.scenario(told.scenario()).resolve("intervals.csv"));
    long endUs = Math.round(intervals.size() * intervals.stepSeconds() * 1e6);
    notes.add("a histogram log has neither failures nor single requests");
    folder.write(
        new ImportedRun(told, NAME)
            .run(
                Instant.ofEpochMilli(Math.round(start * 1e3)),
                endUs,
                summary(parts, usPerUnit, endUs, notes)));
    return new Imported(notes, Map.of());
  }

  private static double read(Source source, Map<String, List<Part>> tags) throws IOException {
    try (Source.Content in = source.open(Progress.NONE);
        HistogramLogReader reader = new HistogramLogReader(in)) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next instanceof Histogram histogram && histogram.getTotalCount() > 0) {
          double from = histogram.getStartTimeStamp() / 1e3 - reader.getStartTimeSec();
          double seconds = (histogram.getEndTimeStamp() - histogram.getStartTimeStamp()) / 1e3;
          String tag = histogram.getTag() == null ? "" : histogram.getTag();
          tags.computeIfAbsent(tag, t -> new ArrayList<>()).add(new Part(from, seconds, histogram));
        }
      }
      return Math.max(0, Math.min(4e9, reader.getStartTimeSec()));
    } catch (RuntimeException broken) {
      throw new BadSamples(
          source.path(), "is no histogram log: " + CsvRows.oneLine(broken.getMessage()));
    }
  }

  /** From the first interval's line: its maximum in milliseconds stands before the histogram. */
  private static double unit(Source source, List<String> notes) throws IOException {
    try (Source.Content in = source.open(Progress.NONE);
        HistogramLogReader reader = new HistogramLogReader(in)) {
      for (String line : source.text().lines().toList()) {
        String[] fields = line.replaceFirst("^Tag=[^,]*,", "").split(",");
        if (!line.startsWith("#") && !line.startsWith("\"") && fields.length == 4) {
          double written = Double.parseDouble(fields[2]);
          EncodableHistogram first = reader.nextIntervalHistogram();
          double ratio = first == null ? 1 : first.getMaxValueAsDouble() / written;
          return ratio > 3e4 ? 1e-3 : ratio > 30 ? 1 : 1e3;
        }
      }
    } catch (RuntimeException broken) {
      notes.add("the log's unit can't be told; taken for microseconds");
    }
    return 1;
  }

  private static Intervals table(Source source, List<Part> parts, double usPerUnit)
      throws IOException {
    double step = 1;
    double end = 0;
    for (Part part : parts) {
      if (!(part.startSeconds() >= -1e-3
          && part.seconds() >= 0
          && part.startSeconds() < LONGEST_S)) {
        throw new BadSamples(
            source.path(), "has an interval at %s s".formatted(part.startSeconds()));
      }
      step = Math.min(3600, Math.max(step, Math.ceil(part.seconds() - 0.1)));
      end = Math.max(end, part.startSeconds());
    }
    int size = (int) (end / step + 1e-6) + 1;
    Map<String, double[]> columns = Intervals.unknown(size);
    Histogram[] all = new Histogram[size];
    for (Part part : parts) {
      int at = (int) Math.max(0, part.startSeconds() / step + 1e-6);
      all[at] = all[at] == null ? new Histogram(3) : all[at];
      all[at].add(part.histogram());
    }
    for (int i = 0; i < size; i++) {
      row(columns, i, step, all[i] == null ? new Histogram(3) : all[i], usPerUnit / 1e3);
    }
    String[] phases = new String[size];
    Arrays.fill(phases, Phase.STEADY.text());
    return new Intervals(step, phases, columns, null);
  }

  private static void row(
      Map<String, double[]> columns, int i, double step, Histogram all, double msPerUnit) {
    double count = all.getTotalCount();
    columns.get(Intervals.TIME_S)[i] = i * step;
    columns.get(Intervals.SECONDS)[i] = step;
    columns.get(Intervals.COMPLETED)[i] = count;
    columns.get(Intervals.THROUGHPUT)[i] = count / step;
    columns.get(Intervals.GOODPUT)[i] = count / step;
    if (count > 0) {
      columns.get(Intervals.P50_MS)[i] = all.getValueAtPercentile(50) * msPerUnit;
      columns.get(Intervals.P95_MS)[i] = all.getValueAtPercentile(95) * msPerUnit;
      columns.get(Intervals.P99_MS)[i] = all.getValueAtPercentile(99) * msPerUnit;
      columns.get(Intervals.MEAN_MS)[i] = all.getMean() * msPerUnit;
    }
    columns.get(Intervals.IN_FLIGHT)[i] = count / step * all.getMean() * msPerUnit / 1e3;
  }

  private static Summary summary(
      List<Part> parts, double usPerUnit, long endUs, List<String> notes) {
    Histogram all = new Histogram(3);
    parts.forEach(part -> all.add(part.histogram()));
    double ms = usPerUnit / 1e3;
    Summary.Times times =
        new Summary.Times(
            all.getValueAtPercentile(50) * ms,
            all.getMean() * ms,
            all.getMinValue() * ms,
            all.getMaxValue() * ms,
            Summary.PERCENTILES.stream().map(p -> all.getValueAtPercentile(p) * ms).toList());
    return new Distribution(Map.of(), Map.of(), all.getTotalCount(), 0, endUs / 1e6, times)
        .summary(notes);
  }
}
