package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step has shown, while its requests still end. */
class StepWatchTest {
  private static final double NOW_S = 1;

  private static void answer(StepWatch watch, double sentSeconds, double responseSeconds) {
    Sample row = new Sample().clear();
    row.set(Column.SENT_US, Math.round(sentSeconds * 1e6));
    row.set(Column.INTENDED_US, Math.round(sentSeconds * 1e6));
    row.set(Column.END_US, Math.round((sentSeconds + responseSeconds) * 1e6)).set(Outcome.OK);
    watch.row(row);
  }

  @Test
  void whatComesLaterDoesNotChangeALook() {
    StepWatch watch = new StepWatch(List.of(Objective.of("p95 < 100ms")));
    watch.begin(0);
    answer(watch, 0.2, 0.05);
    Look look = watch.look(NOW_S, new double[0]);
    for (int i = 0; i < 20; i++) {
      answer(watch, 0.21, 0.5);
    }
    assertEquals(1, look.requests(0));
    assertEquals(1, look.good(0));
    assertEquals(1, look.responses(0).count());
    assertEquals(1, look.share(0, 0, Model.RATE).counted());
    assertEquals(0, look.share(0, 0, Model.RATE).beyond());
    Look later = watch.look(NOW_S, new double[0]);
    assertEquals(21, later.responses(0).count());
    assertEquals(20, later.share(0, 0, Model.RATE).beyond());
  }
}
