package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.JsonRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import java.io.IOException;

/** AIPerf's {@code profile_export.jsonl}: an object a request, wall clock in nanoseconds. */
final class AiperfJson {
  static boolean recognizes(Source source) {
    return JsonRows.has(source, "metadata", "request_start_ns", "request_end_ns");
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    long[] warmUp = new long[1];
    JsonRows.forEach(
        source,
        line -> true,
        sink.notes,
        progress,
        row -> {
          JsonNode about = row.path("metadata");
          if (about.path("benchmark_phase").asText("").equals("warmup")) {
            warmUp[0]++;
            return;
          }
          ForeignRow to = sink.row();
          to.startUs = us(about, "request_start_ns");
          to.endUs = us(about, "request_end_ns");
          to.intendedUs = about.path("credit_issued_ns").asLong(-1) / 1_000;
          stream(row.path("metrics"), to);
          ended(row.path("error"), about, to);
          sink.add();
        });
    if (warmUp[0] > 0) {
      sink.notes.add(format("%,d requests of the warm-up are left out", warmUp[0]));
    }
  }

  /** Where the answer was a stream: AIPerf's tokens are its events. */
  private static void stream(JsonNode metrics, ForeignRow row) {
    JsonNode first = metrics.path("time_to_first_token");
    if (!first.path("value").isNumber()) {
      return;
    }
    row.firstEventUs = row.startUs + Math.round(first.path("value").asDouble() * us(first));
    row.firstByteUs = row.firstEventUs;
    JsonNode gaps = metrics.path("inter_chunk_latency");
    row.events = 1;
    double sum = 0;
    double longest = 0;
    for (JsonNode gap : gaps.path("value")) {
      if (!gap.isNumber() || gap.asDouble() < 0) {
        throw new CsvRows.BadField(
            "a gap of inter_chunk_latency is %s, no such number".formatted(JsonRows.shown(gap)));
      }
      row.events++;
      sum += gap.asDouble();
      longest = Math.max(longest, gap.asDouble());
    }
    if (row.events > 1) {
      row.meanGapUs = Math.round(sum / (row.events - 1) * us(gaps));
      row.longestGapUs = Math.round(longest * us(gaps));
    }
  }

  private static double us(JsonNode metric) {
    String unit = metric.path("unit").asText("ms");
    if (!Stamps.isUnit(unit)) {
      throw new CsvRows.BadField("a metric's unit is '%s', not s, ms, us or ns".formatted(unit));
    }
    return Stamps.us(unit);
  }

  private static long us(JsonNode about, String field) {
    JsonNode value = about.path(field);
    if (!value.isIntegralNumber()) {
      throw new CsvRows.BadField("%s is missing or no whole number".formatted(field));
    }
    return value.asLong() / 1_000;
  }

  private static void ended(JsonNode error, JsonNode about, ForeignRow row) {
    if (about.path("was_cancelled").asBoolean()) {
      row.outcome = Outcome.UNFINISHED;
    } else if (error.isObject() || error.isTextual()) {
      int code = error.path("code").asInt(0);
      boolean status = code >= 100 && code <= 999;
      row.status = status ? code : -1;
      row.outcome =
          status && code >= 400
              ? Outcome.HTTP_ERROR
              : ErrorText.outcome(error.path("type").asText("") + " " + error)
                  .orElse(Outcome.INVALID_RESPONSE);
    }
  }
}
