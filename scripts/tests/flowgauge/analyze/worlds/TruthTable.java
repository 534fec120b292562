package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Fact;
import flowgauge.analyze.worlds.Truth.Right;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Truth against verdict, fact by fact: counts, and the seeds of what is wrong. */
final class TruthTable {
  /** What analyses that don't know the fact are not blamed for. */
  private static final Set<String> SILENT = Set.of(Said.NOT_TOLD, Said.CANNOT_TELL);

  private static final Set<String> OUTSIDE = Set.of("nothing", "clients");
  private static final int SEEDS_SHOWN = 12;

  private final Map<Fact, Map<String, Map<String, List<Long>>>> cells = new EnumMap<>(Fact.class);
  private final Map<Fact, int[]> counts = new EnumMap<>(Fact.class);

  private final Map<Fact, Map<String, Integer>> undecided = new EnumMap<>(Fact.class);

  private enum Count {
    DECIDABLE,
    RIGHT,
    SILENT,
    OPPOSITE,
    UNDECIDED,
    /** Undecided, and yet none of the answers that either side would give. */
    OUT_OF_BOUNDS
  }

  /** Adds a world. */
  synchronized void add(long seed, Truth truth, Map<Fact, String> said) {
    for (Fact fact : Fact.values()) {
      Right right = truth.facts().get(fact);
      String answer = said.get(fact);
      int[] count = counts.computeIfAbsent(fact, f -> new int[Count.values().length]);
      boolean agrees = right.answers().contains(answer);
      String want = String.join("/", new TreeSet<>(right.answers()));
      if (!right.decidable()) {
        undecided.computeIfAbsent(fact, f -> new TreeMap<>()).merge(want, 1, Integer::sum);
        count[Count.UNDECIDED.ordinal()]++;
        count[Count.OUT_OF_BOUNDS.ordinal()] += agrees || SILENT.contains(answer) ? 0 : 1;
        continue;
      }
      count[Count.DECIDABLE.ordinal()]++;
      count[Count.RIGHT.ordinal()] += agrees ? 1 : 0;
      count[Count.SILENT.ordinal()] += SILENT.contains(answer) ? 1 : 0;
      count[Count.OPPOSITE.ordinal()] += opposite(fact, right.answers(), answer) ? 1 : 0;
      cells
          .computeIfAbsent(fact, f -> new TreeMap<>())
          .computeIfAbsent(
              String.join("/", new java.util.TreeSet<>(right.answers())), t -> new TreeMap<>())
          .computeIfAbsent((agrees ? "" : "WRONG ") + answer, a -> new ArrayList<>())
          .add(seed);
    }
  }

  /** Whether an answer would send its reader the other way. */
  private static boolean opposite(Fact fact, Set<String> right, String answer) {
    if (right.contains(answer) || SILENT.contains(answer)) {
      return false;
    }
    return switch (fact) {
      case REQUESTS -> answer.equals("answered") || right.contains("answered");
      case PILED_UP ->
          right.contains(PiledUp.NONE) && answer.equals(PiledUp.SATURATED)
              || right.contains(PiledUp.SATURATED) && answer.equals(PiledUp.NONE);
      case SERVICE ->
          right.contains(ServiceChange.SLOWER) && !answer.equals(ServiceChange.STEADY)
              || right.contains(ServiceChange.FASTER) && answer.equals(ServiceChange.SLOWER);
      case PAUSES -> true;
      case LIMITER ->
          OUTSIDE.contains(answer)
              ? right.stream().noneMatch(OUTSIDE::contains)
              : OUTSIDE.containsAll(right);
      case CAUSE -> !answer.equals("unknown");
    };
  }

  double rightShare(Fact fact) {
    return share(fact, Count.RIGHT);
  }

  double oppositeShare(Fact fact) {
    return share(fact, Count.OPPOSITE);
  }

  private double share(Fact fact, Count which) {
    int[] count = counts.get(fact);
    return (double) count[which.ordinal()] / Math.max(1, count[Count.DECIDABLE.ordinal()]);
  }

  /** The table, and with it seeds of wrong answers where they may be looked at. */
  synchronized List<String> lines(boolean withSeeds) {
    List<String> lines = new ArrayList<>();
    cells.forEach(
        (fact, truths) -> {
          int[] count = counts.get(fact);
          lines.add("");
          lines.add(
              "%s: %d of %d decidable right (%.1f %%), %d can't tell or not told, %d opposite (%.1f %%); %d undecided, %d of them out of bounds"
                  .formatted(
                      fact,
                      count[Count.RIGHT.ordinal()],
                      count[Count.DECIDABLE.ordinal()],
                      100 * rightShare(fact),
                      count[Count.SILENT.ordinal()],
                      count[Count.OPPOSITE.ordinal()],
                      100 * oppositeShare(fact),
                      count[Count.UNDECIDED.ordinal()],
                      count[Count.OUT_OF_BOUNDS.ordinal()]));
          lines.add("  %-42s %-28s %5s".formatted("truth", "said", "worlds"));
          truths.forEach(
              (truth, answers) ->
                  answers.forEach(
                      (answer, seeds) -> lines.add(line(truth, answer, seeds, withSeeds))));
          lines.add("  undecided: " + undecided.getOrDefault(fact, Map.of()));
        });
    return lines;
  }

  private static String line(String truth, String answer, List<Long> seeds, boolean withSeeds) {
    boolean shown = withSeeds && answer.startsWith("WRONG");
    String which =
        shown
            ? "  "
                + seeds.stream().sorted().limit(SEEDS_SHOWN).toList()
                + (seeds.size() > SEEDS_SHOWN ? "..." : "")
            : "";
    return "  %-42s %-28s %5d%s".formatted(truth, answer, seeds.size(), which);
  }
}
