package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.load.schedule.LoadPlan;
import flowgauge.record.sample.Phase;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Connections;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which phase a moment of a load is in. */
class LoadPlanTest {
  @Test
  void phasesFollowThePlan() {
    LoadProfile p =
        new LoadProfile(
            List.of(
                new LoadProfile.Users(100, 20, Duration.ofSeconds(30)),
                new LoadProfile.Rate(10, 20, Duration.ofSeconds(10))),
            Duration.ZERO,
            Duration.ZERO,
            LoadProfile.Arrivals.UNIFORM,
            Connections.PER_USER,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ZERO,
            false,
            1);
    LoadPlan plan = new LoadPlan(p);
    assertEquals(Phase.WARM_UP, plan.at(1_999_999));
    assertEquals(Phase.RAMP, plan.at(2_000_000), "the warm-up has spawned 40 of 100 users");
    assertEquals(Phase.STEADY, plan.at(5_000_000));
    assertEquals(Phase.RAMP, plan.at(32_000_000));
    assertEquals(Phase.DRAIN, plan.at(42_000_000));
    assertEquals(42_000_000, plan.endUs());
  }

  @Test
  void aRampThatIsCutShortGoesOnInTheNextStage() {
    LoadProfile base =
        Recorded.profile(
            List.of(
                new LoadProfile.Users(40, 10, Duration.ofSeconds(4)),
                new LoadProfile.Users(10, 10, Duration.ofSeconds(4))),
            Duration.ZERO);
    LoadProfile warmed =
        new LoadProfile(
            base.stages(),
            base.waitMin(),
            base.waitMax(),
            base.arrivals(),
            base.connections(),
            1,
            base.timeout(),
            base.connectTimeout(),
            Duration.ofSeconds(1),
            base.drain(),
            false,
            1);
    LoadPlan plan = new LoadPlan(warmed);
    assertEquals(Phase.WARM_UP, plan.at(999_999));
    assertEquals(Phase.RAMP, plan.at(1_000_000), "10 of 40 users are there");
    assertEquals(Phase.RAMP, plan.at(3_999_999));
    assertEquals(Phase.STEADY, plan.at(4_000_000));
    assertEquals(Phase.STEADY, plan.at(5_000_000), "users too many go at once");
  }
}
