package flowgauge.load.schedule;

import flowgauge.record.sample.Phase;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile laid out in time: the warm-up as a stage of its own ahead of the first, and the phase
 * of each moment.
 */
public final class LoadPlan {
  /** A stage with its bounds in microseconds. */
  public record Planned(Stage stage, long fromUs, long toUs) {}

  private record Segment(long fromUs, Phase phase) {}

  private final LoadProfile profile;
  private final List<Planned> stages = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private double users;
  private long endUs;

  /** Lays it out from 0 on. */
  public LoadPlan(LoadProfile profile) {
    this.profile = profile;
    if (!profile.warmUp().isZero()) {
      endUs = add(warmUp(profile), 0);
      users = reached(0, stages.get(0).stage());
      segments.add(new Segment(0, Phase.WARM_UP));
    }
    profile.stages().forEach(this::append);
    segments.add(new Segment(endUs, Phase.DRAIN));
  }

  private void append(Stage stage) {
    long from = endUs;
    endUs = add(stage, from);
    if (idle(stage)) {
      segments.add(new Segment(from, Phase.DRAIN));
    } else if (stage instanceof Users next) {
      // users too many are retired at once
      long rampUs = (long) (Math.max(0, next.users() - users) / next.spawnRate() * 1e6);
      if (rampUs > 0) {
        segments.add(new Segment(from, Phase.RAMP));
      }
      segments.add(new Segment(Math.min(from + rampUs, endUs), Phase.STEADY));
    } else if (stage instanceof Rate rate) {
      segments.add(new Segment(from, rate.from() == rate.to() ? Phase.STEADY : Phase.RAMP));
    }
    users = reached(users, stage);
  }

  private static boolean idle(Stage stage) {
    return stage instanceof Users none
        ? none.users() == 0
        : stage instanceof Rate rate && rate.from() + rate.to() == 0;
  }

  /**
   * Ends the last stage at a moment, which lies in it, and puts another behind it.
   *
   * @return the new one
   */
  public Planned follow(Stage next, long atUs) {
    cut(atUs);
    append(next);
    segments.add(new Segment(endUs, Phase.DRAIN));
    return stages.get(stages.size() - 1);
  }

  /** Ends the last stage at a moment, which lies in it, and with it the load. */
  public void end(long atUs) {
    cut(atUs);
    segments.add(new Segment(endUs, Phase.DRAIN));
  }

  private void cut(long atUs) {
    Planned last = stages.remove(stages.size() - 1);
    stages.add(new Planned(last.stage(), last.fromUs(), atUs));
    segments.removeIf(segment -> segment.fromUs() >= atUs);
    endUs = atUs;
  }

  private static double reached(double users, Stage stage) {
    return stage instanceof Users next
        ? Math.min(next.users(), users + next.spawnRate() * next.length().toNanos() / 1e9)
        : 0;
  }

  private static Stage warmUp(LoadProfile profile) {
    Stage first = profile.stages().get(0);
    if (first instanceof Users users) {
      return new Users(users.users(), users.spawnRate(), profile.warmUp());
    }
    Rate rate = (Rate) first;
    return new Rate(rate.from(), rate.from(), profile.warmUp());
  }

  private long add(Stage stage, long at) {
    long to = at + stage.length().toNanos() / 1_000;
    stages.add(new Planned(stage, at, to));
    return to;
  }

  /** As it was planned ahead. */
  public LoadProfile profile() {
    return profile;
  }

  /** The stages in order, the warm-up first where there is one. */
  public List<Planned> stages() {
    return stages;
  }

  /** The stages from one on, each as long as it was on up to a moment. */
  public List<Stage> lasted(int from, long untilUs) {
    return stages.subList(from, stages.size()).stream()
        .filter(planned -> planned.fromUs() < untilUs)
        .map(
            planned -> {
              long us = Math.min(planned.toUs(), untilUs) - planned.fromUs();
              Duration length = Duration.of(us, ChronoUnit.MICROS);
              return planned.stage() instanceof Users users
                  ? new Users(users.users(), users.spawnRate(), length)
                  : new Rate(
                      ((Rate) planned.stage()).from(), ((Rate) planned.stage()).to(), length);
            })
        .map(Stage.class::cast)
        .toList();
  }

  /** When the load ends, microseconds. */
  public long endUs() {
    return endUs;
  }

  /** The phase at a moment in microseconds. */
  public Phase at(long us) {
    Phase phase = segments.get(0).phase();
    for (int i = 1; i < segments.size() && us >= segments.get(i).fromUs(); i++) {
      phase = segments.get(i).phase();
    }
    return phase;
  }
}
