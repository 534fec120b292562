package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.Outcome;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.Summary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns Locust's files into a run's folder with {@code intervals.csv} instead of samples. What the
 * files don't hold is told, or stays unknown.
 *
 * @param prefix what Locust was given with {@code --csv}
 * @param scenario name of the scenario in the run
 * @param users virtual users; empty for the most that the history saw
 * @param waitMinSeconds shortest wait time between requests, NaN where it is unknown
 * @param waitMaxSeconds longest
 * @param engine {@code wsgi} or {@code asgi}; empty where it is unknown
 * @param workers worker processes
 * @param threads per worker
 * @param serviceSeconds what a request takes without contention, NaN where it is unknown
 */
public record LocustImport(
    String prefix,
    String scenario,
    Optional<Integer> users,
    double waitMinSeconds,
    double waitMaxSeconds,
    Optional<String> engine,
    Optional<Integer> workers,
    Optional<Integer> threads,
    double serviceSeconds) {

  private record Read(LocustFiles files, Intervals intervals, int users, double rampSeconds) {}

  /** Reads the files, to say what is wrong with them before anything is written. */
  public static void check(String prefix) throws IOException {
    LocustFiles.read(prefix);
  }

  /**
   * Writes the run.
   *
   * @param folder a new, empty one
   * @throws IOException with one line if a file is missing or broken
   */
  public void into(RunFolder folder) throws IOException {
    LocustFiles files = LocustFiles.read(prefix);
    int most =
        (int) files.history().stream().mapToDouble(LocustFiles.Moment::users).max().orElse(0);
    int all = users.orElse(most);
    Intervals intervals = LocustIntervals.of(files, (waitMinSeconds + waitMaxSeconds) / 2);
    long start = files.history().get(0).second();
    double ramp =
        files.history().stream()
            .filter(moment -> moment.users() >= most)
            .findFirst()
            .map(moment -> Math.max(1.0, moment.second() - start))
            .orElse(1.0);
    Read read = new Read(files, intervals, all, ramp);
    IntervalCsv.write(intervals, folder.scenario(scenario).resolve("intervals.csv"));
    folder.write(run(read, Instant.ofEpochSecond(start)));
  }

  private RunInfo run(Read read, Instant started) {
    double seconds = read.intervals.size() * read.intervals.stepSeconds();
    StageInfo stage =
        new StageInfo(
            seconds,
            Optional.of(read.users),
            Optional.of(read.users / read.rampSeconds),
            Optional.empty(),
            Optional.empty());
    LoadInfo load =
        new LoadInfo(
            List.of(stage),
            waitMinSeconds,
            waitMaxSeconds,
            "uniform",
            "per_user",
            Integer.MAX_VALUE,
            Double.NaN,
            Double.NaN,
            0,
            0,
            false,
            0);
    ScenarioInfo info =
        new ScenarioInfo(
            scenario,
            server(),
            load,
            started,
            Optional.of(started.plusSeconds((long) seconds)),
            Optional.empty(),
            Optional.of((long) (seconds * 1e6)),
            Optional.of((long) (seconds * 1e6)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(summary(read.files, seconds)),
            Optional.empty());
    return new RunInfo(
        RunInfo.SCHEMA,
        scenario,
        RunInfo.TOOL_VERSION,
        Optional.empty(),
        started,
        info.ended(),
        RunInfo.Status.COMPLETE,
        Optional.empty(),
        new RunInfo.Host("unknown", 0, 0, "unknown"),
        Map.of("imported", "Locust's CSV files"),
        List.of(info));
  }

  private ServerInfo server() {
    // Threads only mean something to the threaded engine: who tells them means that one.
    Optional<String> known = engine.or(() -> threads.map(t -> "wsgi"));
    return new ServerInfo(
        "imported",
        known,
        Optional.empty(),
        "unknown",
        "unknown",
        workers,
        threads,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Double.isNaN(serviceSeconds) ? 0 : serviceSeconds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Summary summary(LocustFiles files, double seconds) {
    LocustFiles.Total total = files.total();
    long failed = (long) total.failures();
    long succeeded = (long) total.requests() - failed;
    Map<String, Long> outcomes = new LinkedHashMap<>();
    outcomes.put(Outcome.OK.text(), succeeded);
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "imported from Locust: failures are inside the response times, percentiles have two digits,"
            + " the ramp is part of them, and requests in flight at the end are dropped");
    for (LocustFiles.Count error : files.errors()) {
      Optional<Outcome> outcome = outcome(error.text());
      outcomes.merge(outcome.orElse(Outcome.INVALID_RESPONSE).text(), error.count(), Long::sum);
      if (outcome.isEmpty()) {
        warnings.add(
            format("%d failures of a kind unknown here: %s", error.count(), first(error.text())));
      }
    }
    for (LocustFiles.Count exception : files.exceptions()) {
      warnings.add(
          format(
              "the locustfile itself raised %d times: %s",
              exception.count(), first(exception.text())));
    }
    LocustFiles.Moment last = files.history().get(files.history().size() - 1);
    if (last.requests() < total.requests()) {
      warnings.add(
          format(
              "the history ends %,.0f requests and %,.0f failures before the totals do",
              total.requests() - last.requests(), total.failures() - last.failures()));
    }
    if (Double.isNaN(waitMinSeconds)) {
      warnings.add(
          "without --wait-time neither requests in flight nor the clients' bound is known");
    }
    Summary.Times times =
        new Summary.Times(
            total.medianMs(), total.meanMs(), total.minMs(), total.maxMs(), total.percentilesMs());
    Summary.Times none = Summaries.times(Quantiles.ofRun());
    return new Summary(
        (long) total.requests(),
        succeeded,
        failed,
        0,
        0,
        outcomes,
        seconds,
        total.perSecond() - total.failuresPerSecond(),
        total.failuresPerSecond(),
        times,
        none,
        warnings);
  }

  private static String first(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** What Python's requests and geventhttpclient call it, as an outcome. */
  static Optional<Outcome> outcome(String error) {
    String text = error.toLowerCase(Locale.ROOT);
    if (text.contains("remotedisconnected") || text.contains("remote end closed")) {
      return Optional.of(Outcome.REMOTE_CLOSED);
    }
    if (text.contains("connectionreset") || text.contains("reset by peer")) {
      return Optional.of(Outcome.CONNECTION_RESET);
    }
    if (text.contains("refused")) {
      return Optional.of(Outcome.CONNECT_REFUSED);
    }
    if (text.contains("connecttimeout")) {
      return Optional.of(Outcome.CONNECT_TIMEOUT);
    }
    if (text.contains("timeout") || text.contains("timed out")) {
      return Optional.of(Outcome.RESPONSE_TIMEOUT);
    }
    if (text.contains("httperror") || text.matches(".*\\b[45]\\d\\d\\b.*")) {
      return Optional.of(Outcome.HTTP_ERROR);
    }
    return Optional.empty();
  }
}
