package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Right;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the requests. Of all that were due, by the schedule or by users:
 *
 * <ul>
 *   <li>{@code answered}: less than a hundredth was lost;
 *   <li>{@code refused}: a hundredth or more was lost, most of it to the server's own 429 or 503;
 *   <li>{@code timed_out}: most of it to the client's timeout;
 *   <li>{@code failed}: most of it to connections reset, refused or not had;
 *   <li>{@code unsent}: most of it was never sent.
 * </ul>
 *
 * <p>Requests in flight as the run ended are neither. Undecided: a loss of 0.7 to 1.4 hundredths,
 * and a kind with less than 1.3 times the next one.
 */
final class Fate {
  private static final double BORDER = 0.01;

  private Fate() {}

  static Right of(Inside inside) {
    Map<String, Double> kinds = new TreeMap<>();
    kinds.put("refused", (double) inside.refused);
    kinds.put("timed_out", (double) inside.timedOut);
    kinds.put("unsent", (double) inside.unsent);
    kinds.put(
        "failed",
        (double)
            (inside.reset + inside.resetInOutage + inside.resetInPause + inside.connectFailed));
    double asked = inside.sent + inside.unsent;
    double lost = kinds.values().stream().mapToDouble(n -> n).sum() / Math.max(1, asked);
    if (lost < 0.7 * BORDER) {
      return Right.only("answered");
    }
    double most = kinds.values().stream().mapToDouble(n -> n).max().orElse(0);
    String[] largest =
        kinds.entrySet().stream()
            .filter(kind -> kind.getValue() * 1.3 >= most)
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    if (lost > 1.4 * BORDER && largest.length == 1) {
      return Right.only(largest[0]);
    }
    return Right.undecided(
        lost > 1.4 * BORDER
            ? largest
            : java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("answered"), java.util.Arrays.stream(largest))
                .toArray(String[]::new));
  }
}
