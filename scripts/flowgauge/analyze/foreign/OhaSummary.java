package flowgauge.analyze.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.JsonRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What oha prints with {@code --output-format json}: a distribution in seconds, and counts. */
final class OhaSummary {
  static final String NAME = "oha's summary";

  /** Cut off by the end: no failure of the server's. */
  private static final String CUT_OFF = "aborted due to deadline";

  private static final double MOST = 1L << 40;
  private static final double LONGEST_S = ForeignRow.LONGEST_US / 1e6;

  static boolean recognizes(Source source) {
    String head = source.text();
    return head.stripLeading().startsWith("{")
        && head.contains("\"latencyPercentiles\"")
        && head.contains("\"summary\"");
  }

  static Imported into(Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    try (BufferedReader text = source.lines(progress)) {
      JsonNode all = new ObjectMapper().readTree(text);
      List<String> notes = new ArrayList<>();
      notes.add("the file is oha's summary: --output-format csv or --db-url keeps each request");
      return distribution(all).into(source.path(), NAME, told, folder, notes);
    } catch (JsonProcessingException broken) {
      throw new BadSamples(source.path(), "is no whole JSON: it may be cut");
    } catch (CsvRows.BadField wrong) {
      throw new BadSamples(source.path(), wrong.getMessage());
    }
  }

  private static Distribution distribution(JsonNode all) {
    Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
    Map<String, Long> statuses = new TreeMap<>();
    long requests = 0;
    long unfinished = 0;
    for (Map.Entry<String, JsonNode> status : all.path("statusCodeDistribution").properties()) {
      long count = count(status);
      requests += count;
      if (status.getKey().matches("[4-9]\\d\\d") && count > 0) {
        statuses.put(status.getKey(), count);
        failures.merge(Outcome.HTTP_ERROR, count, Long::sum);
      }
    }
    for (Map.Entry<String, JsonNode> error : all.path("errorDistribution").properties()) {
      long count = count(error);
      if (error.getKey().equals(CUT_OFF)) {
        unfinished += count;
      } else {
        requests += count;
        Outcome outcome = ErrorText.outcome(error.getKey()).orElse(Outcome.INVALID_RESPONSE);
        failures.merge(outcome, count, Long::sum);
      }
    }
    JsonNode summary = all.path("summary");
    List<Double> percentiles = new ArrayList<>();
    for (double percent : Summary.PERCENTILES) {
      percentiles.add(
          percent == 100
              ? ms(summary, "slowest")
              : ms(all.path("latencyPercentiles"), "p" + LocustFiles.percent(percent)));
    }
    return new Distribution(
        failures,
        statuses,
        requests,
        unfinished,
        ms(summary, "total") / 1e3,
        new Summary.Times(
            percentiles.get(0),
            ms(summary, "average"),
            ms(summary, "fastest"),
            ms(summary, "slowest"),
            percentiles));
  }

  private static long count(Map.Entry<String, JsonNode> of) {
    JsonNode value = of.getValue();
    if (!value.isIntegralNumber() || !(value.asDouble() >= 0 && value.asDouble() < MOST)) {
      throw new CsvRows.BadField(
          "counts %s of '%s', no number of requests".formatted(JsonRows.shown(value), of.getKey()));
    }
    return value.asLong();
  }

  /** A field in seconds as milliseconds; NaN where there is none, as without any answer. */
  private static double ms(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() < LONGEST_S)) {
      throw new CsvRows.BadField(
          "%s is %s, no number of seconds".formatted(field, JsonRows.shown(value)));
    }
    return 1e3 * value.asDouble();
  }
}
