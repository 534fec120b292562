package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.JsonRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowFormat;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.Outcome;
import java.io.IOException;

/** AIPerf's {@code profile_export.jsonl}: an object a request, wall clock in nanoseconds. */
final class AiperfJson implements RowFormat {
  @Override
  public String name() {
    return "AIPerf's profile_export.jsonl";
  }

  @Override
  public Load load() {
    return Load.WORKERS;
  }

  @Override
  public boolean recognizes(Source source) {
    return JsonRows.has(source, "metadata", "request_start_ns", "request_end_ns");
  }

  @Override
  public void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
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
          JsonNode first = row.path("metrics").path("time_to_first_token");
          String unit = first.path("unit").asText("ms");
          if (first.path("value").isNumber() && Stamps.isUnit(unit)) {
            String value = first.path("value").asText();
            to.firstByteUs = to.startUs + Stamps.duration(value, "time_to_first_token", unit);
          }
          ended(row.path("error"), about, to);
          sink.add();
        });
    if (warmUp[0] > 0) {
      sink.notes.add(format("%,d requests of the warm-up are left out", warmUp[0]));
    }
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
