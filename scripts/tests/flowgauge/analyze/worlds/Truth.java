package flowgauge.analyze.worlds;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What is true of a world's run, a set of right answers for each fact. A fact is decidable where
 * there is one right answer, or several that mean the same: near a border of its definition, or
 * where the definition can be read in two ways, each side is right and none is counted.
 *
 * @param facts the right answers
 */
public record Truth(Map<Fact, Right> facts) {

  /** The facts, in the order in which they are told. */
  public enum Fact {
    /** What became of the requests. */
    REQUESTS,
    /** Whether work piled up. */
    PILED_UP,
    /** Whether the service itself changed. */
    SERVICE,
    /** Whether it stood still at times. */
    PAUSES,
    /** What limited it. */
    LIMITER,
    /** Why requests failed. */
    CAUSE
  }

  /**
   * Right answers.
   *
   * @param answers any of them is right
   * @param decidable whether this counts
   */
  public record Right(Set<String> answers, boolean decidable) {
    static Right only(String answer) {
      return new Right(Set.of(answer), true);
    }

    static Right anyOf(String... answers) {
      return new Right(Set.of(answers), true);
    }

    static Right undecided(String... answers) {
      return new Right(Set.of(answers), false);
    }
  }

  /** By the definitions, one file each. */
  static Truth of(World world, Inside inside) {
    Map<Fact, Right> facts = new EnumMap<>(Fact.class);
    Right piled = PiledUp.of(world, inside);
    facts.put(Fact.REQUESTS, Fate.of(inside));
    facts.put(Fact.PILED_UP, piled);
    facts.put(Fact.SERVICE, ServiceChange.of(world, inside, piled));
    facts.put(Fact.PAUSES, Standstill.of(world, inside));
    facts.put(Fact.LIMITER, Limit.of(world, inside, piled));
    facts.put(Fact.CAUSE, FailureCause.of(world, inside));
    return new Truth(facts);
  }
}
