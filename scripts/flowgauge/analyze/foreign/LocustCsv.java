package flowgauge.analyze.foreign;

import flowgauge.analyze.group.Labels;
import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.ImportedRun;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.LabelInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Locust's CSV files, by any of them: {@code intervals.csv} instead of samples, since Locust keeps
 * counts and percentiles only.
 */
final class LocustCsv {
  static final String NAME = "Locust's CSV files";

  private static final Pattern FILE =
      Pattern.compile("(.*)_(?:stats|stats_history|failures|exceptions)\\.csv(?:\\.gz)?");

  static boolean recognizes(Source source) {
    String header = source.firstLine();
    return header.contains("Total Average Response Time")
        || header.contains("Request Count") && header.contains("Failures/s")
        || header.contains("Error") && header.contains("Occurrences")
        || header.contains("Traceback") && header.contains("Nodes");
  }

  static String prefix(Source source) throws IOException {
    Matcher name = FILE.matcher(source.path().toString());
    if (!name.matches()) {
      throw new IOException(
          source.path()
              + " is a file of Locust's under another name: call its files PREFIX_stats.csv and"
              + " PREFIX_stats_history.csv, as Locust does");
    }
    return name.group(1);
  }

  static Imported into(Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    LocustFiles files = LocustFiles.read(prefix(source), told.only());
    LocustHistory history = files.history();
    LocustSummary summary = new LocustSummary(files, told);
    double think = (told.waitMinSeconds() + told.waitMaxSeconds()) / 2;
    Intervals intervals = LocustIntervals.of(history, summary.onlyFailure(), think);
    IntervalCsv.write(intervals, folder.scenario(told.scenario()).resolve("intervals.csv"));
    ImportedRun run = new ImportedRun(told, NAME);
    long loadEndUs = (long) (seconds(intervals, true) * 1e6);
    ScenarioInfo scenario =
        run.scenario(
            told.scenario(),
            Instant.ofEpochSecond(history.moments().get(0).second()),
            stage(run, history, intervals),
            loadEndUs,
            (long) (seconds(intervals, false) * 1e6));
    ScenarioInfo whole =
        scenario
            .withSummary(summary.of(loadEndUs / 1e6))
            .withLabels(
                told.only().isPresent()
                    ? List.of(label(files.total()))
                    : files.names().stream().map(LocustCsv::label).toList());
    folder.write(run.run(List.of(whole)));
    return new Imported(
        summary.notes(),
        Labels.told(whole).map(table -> Map.of(whole.name(), table)).orElse(Map.of()));
  }

  private static LabelInfo label(LocustFiles.Total of) {
    return new LabelInfo(
        of.label(),
        Optional.of(new LabelInfo.Figures((long) of.requests(), (long) of.failures(), of.times())));
  }

  private static StageInfo stage(ImportedRun run, LocustHistory history, Intervals intervals) {
    double most =
        history.moments().stream().mapToDouble(LocustHistory.Moment::users).max().orElse(0);
    long start = history.moments().get(0).second();
    double ramp =
        history.moments().stream()
            .filter(moment -> moment.users() >= most)
            .mapToDouble(moment -> moment.second() - start)
            .findFirst()
            .orElse(1);
    return run.closed(seconds(intervals, true), (int) most, ramp);
  }

  /** The length of the table, or of its part with users. */
  private static double seconds(Intervals intervals, boolean loadOnly) {
    double[] users = intervals.column(Intervals.USERS);
    int size = intervals.size();
    while (loadOnly && size > 1 && users[size - 1] == 0) {
      size--;
    }
    return size * intervals.stepSeconds();
  }
}
