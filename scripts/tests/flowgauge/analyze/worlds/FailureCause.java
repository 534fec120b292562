package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Right;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why requests failed, by what the simulation did to them: {@code timeout}, {@code refused}, {@code
 * connections} (not had, or refused), {@code random} (resets at any time, for which {@code unknown}
 * is right as well), {@code outage}, {@code stalls} (resets of those that met a server that stood
 * still), {@code nothing} where none failed. Undecided: fewer than ten failures, or less than four
 * fifths of them of one cause.
 */
final class FailureCause {
  private FailureCause() {}

  static Right of(World world, Inside inside) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("timeout", inside.timedOut);
    counts.put("refused", inside.refused);
    counts.put("connections", inside.connectFailed);
    counts.put("random", inside.reset);
    counts.put("outage", inside.resetInOutage);
    counts.put("stalls", inside.resetInPause);
    long all = counts.values().stream().mapToLong(n -> n).sum();
    if (all == 0) {
      return Right.only("nothing");
    }
    String[] names =
        counts.keySet().stream().filter(name -> counts.get(name) > 0).toArray(String[]::new);
    for (String name : names) {
      if (all >= 10 && counts.get(name) >= 0.8 * all) {
        return name.equals("random") ? Right.anyOf("random", "unknown") : Right.only(name);
      }
    }
    return Right.undecided(names);
  }
}
