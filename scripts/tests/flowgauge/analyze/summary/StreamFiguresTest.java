package flowgauge.analyze.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Runs;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.compare.Comparisons;
import flowgauge.analyze.compare.Gate;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First events, gaps and stalls of made-up streams, of which all is known. */
class StreamFiguresTest {
  private static final double RATE = 50;
  private static final int SECONDS = 40;

  @TempDir Path temp;

  private static Sample stream(int i, long firstUs, long meanUs, long longestUs) {
    long sentUs = (long) (i * 1e6 / RATE);
    int events = 20;
    return new Sample()
        .set(Column.REQUEST, i)
        .on(i, false, Sample.ABSENT)
        .set(Column.INTENDED_US, sentUs)
        .set(Column.SENT_US, sentUs)
        .set(Column.FIRST_BYTE_US, sentUs + 5_000)
        .set(Column.END_US, sentUs + firstUs + meanUs * (events - 1) + 1_000)
        .set(Column.IN_FLIGHT, 1 + i % 5)
        .set(Outcome.OK)
        .set(Column.STATUS, 200)
        .set(Phase.STEADY)
        .set(Column.FIRST_EVENT_US, sentUs + firstUs)
        .set(Column.EVENTS, events)
        .set(Column.MEAN_GAP_US, meanUs)
        .set(Column.LONGEST_GAP_US, longestUs);
  }

  private RunFolder run(String name, List<Sample> rows) throws IOException {
    ScenarioInfo scenario = Runs.scenario("s", Runs.external(), Runs.open(RATE, SECONDS));
    RunFolder folder = Runs.folder(temp.resolve(name), scenario);
    List<String> lines = new ArrayList<>(List.of(SampleCsv.header()));
    rows.forEach(row -> lines.add(SampleCsv.format(row)));
    Files.write(folder.scenario("s").resolve("samples.csv"), lines);
    return folder;
  }

  private static List<Sample> streams(double times, int stalls) {
    SplittableRandom random = new SplittableRandom(41);
    List<Sample> rows = new ArrayList<>();
    for (int i = 0; i < RATE * SECONDS; i++) {
      boolean stalled = i % 100 < stalls;
      rows.add(
          stream(
              i,
              Math.round(times * (100_000 + random.nextInt(100_000))),
              stalled ? 150_000 : 50_000,
              stalled ? 2_000_000 : 60_000));
    }
    return rows;
  }

  private static ScenarioAnalysis analysis(RunFolder folder) throws IOException {
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }

  @Test
  void percentilesAreThoseOfTheRowsWithAnIntervalThatHoldsTheTruth() throws IOException {
    List<Sample> rows = streams(1, 3);
    StreamFigures found = analysis(run("a", rows)).streams().orElseThrow();
    assertEquals(2_000, found.streams());
    assertEquals(40_000, found.events());
    assertEquals(60, found.stalled());
    long[] firsts = rows.stream().mapToLong(r -> r.firstEventUs() - r.sentUs()).sorted().toArray();
    for (StreamFigures.Row row : found.rows()) {
      if (row.measure().equals("first event")) {
        int rank = (int) Math.ceil(row.percent() / 100 * firsts.length);
        assertEquals(firsts[rank - 1] / 1e3, row.ms(), 1e-9, row.toString());
        double truth = 100 + row.percent(); // uniform from 100 to 200 ms
        assertTrue(row.percent() == 100 || row.lowMs() <= truth, row.toString());
        assertTrue(row.percent() == 100 || row.highMs() >= truth, row.toString());
      }
    }
    assertTrue(found.sentence().contains("60 stalled"), found.sentence());
  }

  @Test
  void comparedStreamsAreSlowerOrTheSame() throws IOException {
    RunFolder a = run("a", streams(1, 0));
    RunFolder b = run("b", streams(1.3, 0));
    Comparison comparison = Comparisons.of(a.path().toString(), b.path().toString()).get(0);
    assertTrue(Gate.of("first-event p95 > +10%").broken(comparison).isPresent());
    assertFalse(Gate.of("gap p95 > +10%").broken(comparison).isPresent());
    assertFalse(Gate.of("gap p95 > +10%").untold(comparison).isPresent());
  }

  @Test
  void withoutStreamsNothingIsSaidOfThem() throws IOException {
    List<Sample> rows = streams(1, 0);
    rows.forEach(
        row ->
            row.set(Column.EVENTS, Sample.ABSENT)
                .set(Column.FIRST_EVENT_US, Sample.ABSENT)
                .set(Column.MEAN_GAP_US, Sample.ABSENT)
                .set(Column.LONGEST_GAP_US, Sample.ABSENT));
    ScenarioAnalysis found = analysis(run("a", rows));
    assertTrue(found.streams().isEmpty());
    assertTrue(found.summary().streams().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "20, 50000, 60000, 0", // even
    "20, 2000000, 2500000, 0", // slow, and even
    "20, 150000, 2000000, 1", // 1.85 s in nineteen gaps, of which one is 2 s but for rounding
    "20, 50000, 900000, 0", // shorter than a second
    "2, 3000000, 3000000, 0", // one gap: nothing to hold it against
    "2, 50000, 3000000, 1", // it broke off, a gap of another kind
    "1, -1, 5000000, 1", // and behind its first event
    "0, -1, -1, 0"
  })
  void aStallIsAGapFarLongerThanTheOthers(int events, long meanUs, long longestUs, int expected)
      throws IOException {
    Sample row =
        stream(0, 100_000, Math.max(0, meanUs), longestUs)
            .set(Column.EVENTS, events)
            .set(Column.MEAN_GAP_US, meanUs);
    assertEquals(
        expected, analysis(run("a", List.of(row))).summary().streams().orElseThrow().stalled());
  }
}
