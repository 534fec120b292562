package flowgauge.load;

import flowgauge.record.Phase;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile laid out in time: the warm-up as a stage of its own ahead of the first, and the phase
 * of each moment.
 */
final class LoadPlan {
  /** A stage with its bounds in microseconds. */
  record Planned(Stage stage, long fromUs, long toUs) {}

  private record Segment(long fromUs, Phase phase) {}

  private final List<Planned> stages = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final long endUs;

  LoadPlan(LoadProfile profile) {
    long at = 0;
    if (!profile.warmUp().isZero()) {
      at = add(warmUp(profile), at);
    }
    long measuredFrom = at;
    double users = stages.isEmpty() ? 0 : reached(0, stages.get(0).stage());
    if (measuredFrom > 0) {
      segments.add(new Segment(0, Phase.WARM_UP));
    }
    for (Stage stage : profile.stages()) {
      long from = at;
      at = add(stage, at);
      if (stage instanceof Users next) {
        // users too many are retired at once
        long rampUs = (long) (Math.max(0, next.users() - users) / next.spawnRate() * 1e6);
        if (rampUs > 0) {
          segments.add(new Segment(from, Phase.RAMP));
        }
        segments.add(new Segment(Math.min(from + rampUs, at), Phase.STEADY));
      } else if (stage instanceof Rate rate) {
        segments.add(new Segment(from, rate.from() == rate.to() ? Phase.STEADY : Phase.RAMP));
      }
      users = reached(users, stage);
    }
    endUs = at;
    segments.add(new Segment(endUs, Phase.DRAIN));
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

  /** The stages in order, the warm-up first where there is one. */
  List<Planned> stages() {
    return stages;
  }

  /** When the load ends, microseconds. */
  long endUs() {
    return endUs;
  }

  /** The phase at a moment in microseconds. */
  Phase at(long us) {
    Phase phase = segments.get(0).phase();
    for (int i = 1; i < segments.size() && us >= segments.get(i).fromUs(); i++) {
      phase = segments.get(i).phase();
    }
    return phase;
  }
}
