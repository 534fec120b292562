package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.statistics.Figures;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Locust's totals and texts say of a run, failures first. */
final class LocustSummary {
  private static final int TEXTS = 3;
  private static final int LONGEST_TEXT = 160;

  /** From this share on refusals are what the response times are made of. */
  private static final double MANY = 0.1;

  private final LocustFiles files;
  private final Told told;
  private final Map<Outcome, Long> failures = new LinkedHashMap<>();
  private final Map<String, Long> statuses = new TreeMap<>();

  LocustSummary(LocustFiles files, Told told) {
    this.files = files;
    this.told = told;
    for (LocustFiles.Count error : files.errors()) {
      Outcome outcome = ErrorText.outcome(error.text()).orElse(Outcome.INVALID_RESPONSE);
      failures.merge(outcome, error.count(), Long::sum);
      ErrorText.status(error.text())
          .ifPresent(code -> statuses.merge(Integer.toString(code), error.count(), Long::sum));
    }
  }

  Optional<Outcome> onlyFailure() {
    return failures.size() == 1
        ? Optional.of(failures.keySet().iterator().next())
        : Optional.empty();
  }

  /** The figures; rates as Locust computed them. */
  Summary of(double seconds) {
    LocustFiles.Total total = files.total();
    long failed = (long) total.failures();
    long succeeded = (long) total.requests() - failed;
    Map<String, Long> outcomes = new LinkedHashMap<>();
    outcomes.put(Outcome.OK.text(), succeeded);
    failures.forEach((outcome, count) -> outcomes.put(outcome.text(), count));
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
        total.times(),
        Summaries.times(Quantiles.ofRun()),
        Optional.empty(),
        statuses.isEmpty() ? Optional.empty() : Optional.of(statuses),
        notes());
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    LocustFiles.Total total = files.total();
    if (total.failures() > 0) {
      notes.add(failed((long) total.requests(), (long) total.failures()));
    }
    long refused = statuses.getOrDefault("429", 0L) + statuses.getOrDefault("503", 0L);
    if (refused > MANY * total.requests()) {
      notes.add(
          format(
              "the server refused %,d of %,.0f requests (status 429 or 503): their short response"
                  + " times are no work done",
              refused, total.requests()));
    }
    for (LocustFiles.Count exception : files.exceptions()) {
      notes.add(
          format(
              "the locustfile itself raised %d times: %s",
              exception.count(), first(exception.text())));
    }
    notes.addAll(files.notes());
    history(notes);
    notes.add(
        "imported from Locust: failures are inside the response times, percentiles have two digits,"
            + " the ramp is part of them, and requests in flight at the end are dropped");
    if (!files.history().currentPercentiles()) {
      notes.add(
          "the history's percentiles are those of all requests since the start (Locust writes those"
              + " of the last seconds with --csv-full-history only): over time the mean is shown");
    }
    if (Double.isNaN(told.waitMinSeconds())) {
      notes.add(
          "without --wait-time the clients' bound is unknown, and requests in flight are throughput"
              + " times the mean response time");
    }
    return notes;
  }

  private void history(List<String> notes) {
    LocustHistory history = files.history();
    LocustHistory.Moment last = history.moments().get(history.moments().size() - 1);
    LocustFiles.Total total = files.total();
    if (history.idleSeconds() > 1) {
      notes.add(
          format("the %,d s after the load, without a user, are left out", history.idleSeconds()));
    }
    history
        .resetSecond()
        .ifPresent(
            second ->
                notes.add(
                    format(
                        "Locust reset its totals after %d s, so they hold what came after; over"
                            + " time all is there",
                        second - history.moments().get(0).second())));
    if (last.requests() < total.requests()) {
      notes.add(
          format(
              "the history ends %,.0f requests and %,.0f failures before the totals do",
              total.requests() - last.requests(), total.failures() - last.failures()));
    }
  }

  private String failed(long requests, long failed) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (LocustFiles.Count error : files.errors()) {
      counts.merge(first(error.text()), error.count(), Long::sum);
    }
    String texts =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(TEXTS)
            .map(each -> format("%,d x %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    String rest =
        counts.size() > TEXTS ? format(", and %d other texts", counts.size() - TEXTS) : "";
    String who =
        failed == requests
            ? "every one of " + Figures.counted(requests, "request", "requests") + " failed"
            : format("%,d of %,d requests failed", failed, requests);
    return who + (texts.isEmpty() ? "" : ": " + texts + rest);
  }

  /** The first line, without the address that makes the same error many texts. */
  private static String first(String text) {
    String line = text.lines().findFirst().orElse("").replaceAll(" for url: [^')]*", "").strip();
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
  }
}
