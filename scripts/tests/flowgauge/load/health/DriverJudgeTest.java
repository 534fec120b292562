package flowgauge.load.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.DriverVerdict;
import flowgauge.record.DriverVerdict.Kind;
import flowgauge.record.DriverVerdict.Sign;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriverJudgeTest {
  private static final LoadResult CALM =
      new LoadResult(20_000_000, 20_000_000, Optional.empty(), 0, 1_000 * 100_000L, 0, List.of());

  /** A thousand requests of 100 ms, each sent so late. */
  private static Tally tally(long lateUs) throws IOException {
    return tally(lateUs, 1000);
  }

  /** The same, of which only so many were late. */
  private static Tally tally(long lateUs, int late) throws IOException {
    Tally tally = new Tally();
    SampleQueue queue = new SampleQueue(1 << 11);
    try (SampleWriter writer = SampleWriter.listening(queue, List.of(tally))) {
      for (int i = 0; i < 1000; i++) {
        long due = i * 20_000L;
        long sent = due + (i < late ? lateUs : 0);
        queue.put(
            new Sample()
                .set(Column.REQUEST, i)
                .set(Column.INTENDED_US, due)
                .set(Column.SENT_US, sent)
                .set(Column.END_US, sent + 100_000)
                .set(Outcome.OK));
      }
    }
    return tally;
  }

  private static List<DriverWatch.Row> seconds(
      int busy, double loopCpu, long delayUs, long notSent) {
    List<DriverWatch.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      boolean now = i < busy;
      rows.add(
          new DriverWatch.Row(
              new DriverSecond(
                  i * 1_000_000L,
                  Phase.STEADY,
                  1,
                  1,
                  50,
                  50,
                  0,
                  now ? notSent : 0,
                  0,
                  now ? delayUs : 100,
                  0,
                  1),
              0,
              0.2,
              now ? loopCpu : 0.1));
    }
    return rows;
  }

  private static DriverVerdict judge(List<DriverWatch.Row> rows, long lateUs) throws IOException {
    return DriverJudge.judge(rows, tally(lateUs), CALM, 0, 0);
  }

  @Test
  void aCalmDriverIsValid() throws IOException {
    assertEquals(Kind.VALID, judge(seconds(0, 0, 0, 0), 100).verdict());
  }

  @Test
  void aLoopWithoutReserveMostOfTheTimeIsTheLimit() throws IOException {
    assertEquals(Kind.DRIVER_LIMITED, judge(seconds(12, 0.95, 100, 0), 100).verdict());
  }

  @Test
  void aBusyPartIsMixedAndASingleSecondIsNot() throws IOException {
    assertEquals(Kind.MIXED, judge(seconds(4, 0.95, 100, 0), 100).verdict());
    assertEquals(Kind.VALID, judge(seconds(1, 0.95, 100, 0), 100).verdict());
  }

  @Test
  void delaysCountAgainstWhatIsMeasured() throws IOException {
    // 5 % of a median of 100 ms are 5 ms, below the floor of 10 ms
    assertEquals(Kind.VALID, judge(seconds(12, 0.1, 9_000, 0), 100).verdict());
    assertEquals(Kind.MIXED, judge(seconds(12, 0.1, 20_000, 0), 100).verdict());
  }

  @Test
  void latenessOfTheWholeRunIsTheLimit() throws IOException {
    assertEquals(Kind.VALID, judge(seconds(0, 0, 0, 0), 4_000).verdict());
    assertEquals(Kind.DRIVER_LIMITED, judge(seconds(0, 0, 0, 0), 6_000).verdict());
  }

  @Test
  void latenessOfSomeRequestsIsThatOfAPart() throws IOException {
    DriverVerdict few = DriverJudge.judge(seconds(0, 0, 0, 0), tally(6_000, 5), CALM, 0, 0);
    assertEquals(Kind.VALID, few.verdict());
    DriverVerdict some = DriverJudge.judge(seconds(0, 0, 0, 0), tally(6_000, 300), CALM, 0, 0);
    assertEquals(Kind.MIXED, some.verdict());
    assertEquals(0.3, some.signs().get(0).share(), 0.001);
    DriverVerdict most = DriverJudge.judge(seconds(0, 0, 0, 0), tally(6_000, 600), CALM, 0, 0);
    assertEquals(Kind.DRIVER_LIMITED, most.verdict());
  }

  @Test
  void whatWasNotSentIsSaid() throws IOException {
    DriverVerdict verdict = judge(seconds(1, 0.1, 100, 7), 100);
    assertEquals(Kind.MIXED, verdict.verdict());
    assertTrue(
        verdict.signs().stream()
            .anyMatch(s -> s.name().equals("not_sent") && s.tripped() && s.value() == 7));
  }

  @Test
  void rowsThatAreMissingAreNoticed() throws IOException {
    LoadResult more =
        new LoadResult(20_000_000, 20_000_000, Optional.empty(), 0, 1_100 * 100_000L, 0, List.of());
    assertEquals(
        Kind.MIXED, DriverJudge.judge(seconds(0, 0, 0, 0), tally(100), more, 0, 0).verdict());
  }

  @Test
  void aMachineThatSleptIsTold() throws IOException {
    DriverVerdict verdict = DriverJudge.judge(seconds(0, 0, 0, 0), tally(100), CALM, 0, 3.6e9);
    assertEquals(Kind.MIXED, verdict.verdict());
    assertEquals(List.of("asleep"), tripped(verdict));
  }

  @Test
  void aProcessThatWasStoppedOnceIsTold() throws IOException {
    DriverVerdict verdict = judge(seconds(1, 0.1, 3_000_000, 0), 100);
    assertEquals(Kind.MIXED, verdict.verdict());
    assertEquals(List.of("standstill"), tripped(verdict));
  }

  private static List<String> tripped(DriverVerdict verdict) {
    return verdict.signs().stream().filter(Sign::tripped).map(Sign::name).toList();
  }
}
