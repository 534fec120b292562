package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.Source;
import flowgauge.analyze.samples.BadSamples;
import java.io.IOException;

/** Files of tools that are read in another form: what to ask the tool for. */
final class Refusals {
  private Refusals() {}

  /**
   * Looks for them.
   *
   * @throws IOException with one line that leads on
   */
  static void check(Source source) throws IOException {
    String head = source.text();
    String start = head.stripLeading();
    if (start.startsWith("<")) {
      throw new BadSamples(
          source.path(),
          head.contains("<testResults")
              ? "is JMeter's XML: run it with jmeter.save.saveservice.output_format=csv, or load and"
                  + " save it as CSV in JMeter"
              : "is XML or HTML, which no importer reads");
    }
    if (head.contains("BytesOut") && head.contains("Latency") && head.indexOf('\0') >= 0) {
      throw new BadSamples(
          source.path(), "is vegeta's binary form: vegeta encode --to csv makes what can be read");
    }
  }
}
