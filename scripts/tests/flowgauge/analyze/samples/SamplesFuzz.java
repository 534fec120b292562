package flowgauge.analyze.samples;

import flowgauge.analyze.Runs;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** samples.csv: refused with its line, or every row as it stands there. */
public final class SamplesFuzz {
  private static final ScenarioInfo SCENARIO =
      Runs.scenario("x", Runs.external(), Runs.closed(2, 1, 10));

  private SamplesFuzz() {}

  /** Rows below the usual header; what is read is written and read again. */
  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    byte[] lines = Arrays.copyOf(data, data.length + 1);
    lines[data.length] = '\n';
    List<Sample> rows = new ArrayList<>();
    SampleParser parser = SampleParser.of(SampleCsv.header());
    try {
      parser.parse(lines, 0, lines.length, row -> rows.add(sample(row)));
    } catch (SampleParser.BadRow refused) {
      FuzzTarget.mustTell(refused);
      FuzzTarget.must(refused.at >= 0 && refused.at < lines.length, "at " + refused.at);
      return;
    }
    Passed passed = parser.passed;
    FuzzTarget.must(
        passed.rows == rows.size() + passed.unknownOutcomes, "rows are gone without a word");
    FuzzTarget.must(
        passed.lineEnds == passed.rows + passed.blankLines, "lines are gone without a word");
    StringBuilder written = new StringBuilder();
    rows.forEach(row -> written.append(SampleCsv.format(row)).append('\n'));
    byte[] again = written.toString().getBytes(StandardCharsets.UTF_8);
    List<Sample> second = new ArrayList<>();
    SampleParser.of(SampleCsv.header())
        .parse(again, 0, again.length, row -> second.add(sample(row)));
    FuzzTarget.must(rows.equals(second), "another row once written: " + written);
  }

  /** A whole file, header included, read into everything that analysis rests on. */
  public static void file(byte[] data) throws IOException {
    Path file = Scratch.file("samples.csv", data);
    long[] seen = new long[1];
    try {
      Samples.Report report = Samples.forEach(file, row -> seen[0]++);
      FuzzTarget.must(
          report.rows() == seen[0]
              || report.warnings().stream().anyMatch(w -> w.contains("outcome")),
          "rows are gone without a word");
      Samples.Report[] gathered = new Samples.Report[1];
      Accumulator all =
          Samples.gather(
              file, () -> new Accumulator(3_600_000_000L, SCENARIO), r -> gathered[0] = r);
      FuzzTarget.must(gathered[0].rows() == report.rows(), "reads otherwise a second time");
      FuzzTarget.must(all.bins.size() <= 31 * 24 + 1, "endless intervals");
    } catch (BadSamples refused) {
      FuzzTarget.mustTell(refused);
    }
  }

  /** What is written of it: no connection was reused where there was none. */
  private static Sample sample(Sample row) {
    Sample kept = row.copy();
    return kept.connection() < 0 ? kept.set(Column.REUSED, 0) : kept;
  }
}
