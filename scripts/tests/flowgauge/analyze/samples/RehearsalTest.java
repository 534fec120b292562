package flowgauge.analyze.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read to be thrown away has to be of every kind, or a large file is read slowly. */
class RehearsalTest {
  @Test
  void rowsOfEveryKindCome() {
    Set<String> kinds = new TreeSet<>();
    long[] rows = {0};
    Rehearsal.run(
        () ->
            row -> {
              rows[0]++;
              kinds.add(row.endUs() < 10_000_000 ? "seven digits" : "eight digits");
              kinds.add(row.request() < Accumulator.ALL_UNTIL ? "all" : "some");
              kinds.add(row.outcome() == Outcome.OK ? "ok" : "failed");
              kinds.add(row.reused() ? "reused" : "new connection");
              kinds.add(row.user() < 0 ? "open" : "closed");
              kinds.add(row.phase() == Phase.WARM_UP ? "warm-up" : "measured");
            });
    assertEquals(
        Set.of(
            "seven digits",
            "eight digits",
            "all",
            "some",
            "ok",
            "failed",
            "reused",
            "new connection",
            "open",
            "closed",
            "warm-up",
            "measured"),
        kinds);
    assertEquals(128 * 40 * 4, rows[0]);
  }
}
