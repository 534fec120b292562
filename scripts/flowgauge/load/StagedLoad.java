package flowgauge.load;

import flowgauge.load.schedule.ArrivalSchedule;
import flowgauge.load.schedule.LoadPlan;
import flowgauge.load.schedule.RunClock;
import flowgauge.load.schedule.Timers;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Takes users and arrivals from stage to stage, planned ahead or as it goes. Event loop only. */
final class StagedLoad {
  private final LoadProfile profile;
  private final LoadPlan plan;
  private final VirtualUsers users;
  private final OpenArrivals arrivals;
  private final SplittableRandom seeds;
  private final RunClock clock;
  private final Timers timers;
  private final LongConsumer end;
  private boolean over;

  /**
   * A load.
   *
   * @param end takes the moment at which it ends, microseconds
   */
  StagedLoad(LoadPlan plan, Requests requests, RunClock clock, Timers timers, LongConsumer end) {
    this.plan = plan;
    this.profile = plan.profile();
    this.seeds = new SplittableRandom(profile.seed());
    this.users =
        new VirtualUsers(
            requests,
            timers,
            profile.waitMin().toNanos() / 1_000,
            profile.waitMax().toNanos() / 1_000,
            seeds.split());
    this.arrivals = new OpenArrivals(requests, timers, profile.maxInFlight());
    this.clock = clock;
    this.timers = timers;
    this.end = end;
  }

  void begin() {
    for (LoadPlan.Planned planned : plan.stages()) {
      at(planned.fromUs(), () -> enter(planned));
    }
    endAt(plan.endUs());
  }

  private void at(long us, Runnable task) {
    timers.in(us - clock.nowUs(), task);
  }

  private void endAt(long us) {
    at(
        us,
        () -> {
          if (us == plan.endUs()) { // else another stage followed
            end.accept(us);
          }
        });
  }

  private void enter(LoadPlan.Planned planned) {
    if (over || !plan.stages().contains(planned)) { // another followed meanwhile
      return;
    }
    if (planned.stage() instanceof Users stage) {
      arrivals.stop(planned.fromUs());
      users.stage(stage, planned.fromUs());
    } else {
      Rate rate = (Rate) planned.stage();
      users.stop();
      double seconds = (planned.toUs() - planned.fromUs()) / 1e6;
      arrivals.stage(
          new ArrivalSchedule(
              rate.from(), rate.to(), seconds, profile.arrivals(), seeds.nextLong()),
          planned.fromUs());
    }
  }

  /** Puts a stage in place of the one that is on. */
  void follow(Stage stage, LongConsumer begun) {
    if (!over) {
      long nowUs = Math.max(1, clock.nowUs());
      LoadPlan.Planned next = plan.follow(stage, nowUs);
      begun.accept(nowUs);
      enter(next);
      endAt(plan.endUs());
    }
  }

  /** Ends the last stage now, and with it the load. */
  void endNow() {
    if (!over) {
      plan.end(Math.max(1, clock.nowUs()));
      end.accept(plan.endUs());
    }
  }

  /** Nothing is sent from here on; arrivals that were due before {@code atUs} have been. */
  void end(long atUs) {
    over = true;
    arrivals.stop(atUs);
    users.end();
  }

  /** Nothing is sent from here on, not even what was due. */
  void abort() {
    over = true;
    arrivals.end();
    users.end();
  }

  /** The stages as they were up to a moment, the warm-up left out. */
  List<Stage> lasted(long endUs) {
    return plan.lasted(profile.warmUp().isZero() ? 0 : 1, endUs);
  }

  int users() {
    return users.count();
  }
}
