package flowgauge.analyze.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stretches of time in which something is so: a server stands still, or is out of order. In order,
 * and none touches the next.
 */
record Stretches(List<Stretch> all) {

  /** From, and to, seconds since the load began. */
  record Stretch(double fromS, double toS) {
    double lengthS() {
      return toS - fromS;
    }
  }

  /** There are none. */
  static final Stretches NONE = new Stretches(List.of());

  /** Each as long, regular or with exponential gaps of the same mean, up to {@code untilS}. */
  static Stretches of(
      double lengthS, double everyS, boolean regular, double untilS, SplittableRandom random) {
    List<Stretch> all = new ArrayList<>();
    double gap = everyS - lengthS;
    double at = gap * random.nextDouble();
    while (at + lengthS < untilS) {
      all.add(new Stretch(at, at + lengthS));
      at += lengthS + (regular ? gap : -gap * Math.log(1 - random.nextDouble()) + 1e-3);
    }
    return new Stretches(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether a moment lies in one. */
  boolean contains(double t) {
    return all.stream().anyMatch(each -> each.fromS <= t && t < each.toS);
  }

  /** Seconds of them between two moments. */
  double within(double from, double to) {
    double sum = 0;
    for (Stretch each : all) {
      sum += Math.max(0, Math.min(to, each.toS) - Math.max(from, each.fromS));
    }
    return sum;
  }

  /** When so many seconds outside of them have gone by. */
  double after(double from, double seconds) {
    double at = from;
    double left = seconds;
    for (Stretch each : all) {
      if (each.toS <= at) {
        continue;
      }
      double free = each.fromS - at;
      if (free >= left) {
        break;
      }
      left -= Math.max(0, free);
      at = each.toS;
    }
    return at + left;
  }

  /** The longest, seconds. */
  double longestS() {
    return all.stream().mapToDouble(Stretch::lengthS).max().orElse(0);
  }
}
