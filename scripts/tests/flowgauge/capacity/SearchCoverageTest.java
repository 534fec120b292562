package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Searches on queues whose capacity is known in closed form: how near they come, and how often
 * their interval holds it. Prints a line a queue and objective.
 */
@Tag("proof")
class SearchCoverageTest {
  private static final int SEEDS = Integer.getInteger("flowgauge.seeds", 100);
  private static final long FIRST_SEED = Long.getLong("flowgauge.first-seed", 70_000);
  private static final double SERVICE = 0.05;
  private static final double THINK = 0.5;
  private static final int ANY = Integer.MAX_VALUE;

  private record World(
      String name, Model model, SimulatedBed.Server server, String objective, double truth) {}

  private static ToDoubleFunction<java.util.SplittableRandom> exponential(double mean) {
    return random -> SimulatedBed.exponential(random, mean);
  }

  private static World open(String name, int slots, boolean fixed, String text) {
    Objective objective = Objective.of(text);
    double time = objective.boundUs() / 1e6;
    DoubleUnaryOperator beyond =
        rate ->
            fixed
                ? Queues.fixedBeyond(slots, SERVICE, rate, time)
                : Queues.openBeyond(slots, SERVICE, rate, time);
    double truth = Queues.highest(beyond, objective.allowed(), slots / SERVICE * 0.999);
    ToDoubleFunction<java.util.SplittableRandom> service =
        fixed ? random -> SERVICE : exponential(SERVICE);
    return new World(
        name, Model.RATE, new SimulatedBed.Server(slots, ANY, service, random -> 0), text, truth);
  }

  private static World closed(int slots, String text) {
    Objective objective = Objective.of(text);
    double time = objective.boundUs() / 1e6;
    int users = 1;
    while (Queues.closedBeyond(slots, SERVICE, THINK, users + 1, time) <= objective.allowed()) {
      users++;
    }
    return new World(
        "M/M/" + slots + "//N",
        Model.USERS,
        new SimulatedBed.Server(slots, ANY, exponential(SERVICE), exponential(THINK)),
        text,
        users);
  }

  private static World refusing(int slots, int room, String text) {
    double allowed = Objective.of(text).allowed();
    double truth =
        Queues.highest(
            rate -> Queues.refused(slots, room, rate * SERVICE), allowed, 10 * slots / SERVICE);
    return new World(
        "M/M/" + slots + "/" + (slots + room),
        Model.RATE,
        new SimulatedBed.Server(slots, room, exponential(SERVICE), random -> 0),
        text,
        truth);
  }

  private static List<World> worlds() {
    return List.of(
        open("M/M/8", 8, false, "p95 < 250ms"),
        open("M/M/8", 8, false, "p99 < 400ms"),
        open("M/M/8", 8, false, "p50 < 60ms"),
        open("M/D/4", 4, true, "p95 < 120ms"),
        open("M/D/4", 4, true, "p99 < 150ms"),
        open("M/D/4", 4, true, "p50 < 60ms"),
        closed(5, "p95 < 250ms"),
        closed(5, "p99 < 400ms"),
        closed(5, "p50 < 80ms"),
        refusing(8, 10, "failures < 1%"));
  }

  private record Tried(double off, boolean held, double seconds, int steps, double width) {}

  private static Tried search(World world, long seed) {
    List<Objective> objectives = new ArrayList<>(List.of(Objective.of(world.objective)));
    if (objectives.get(0).ofTime()) {
      objectives.add(Objective.FEW_FAILURES);
    }
    Ask ask =
        new Ask(
            world.model,
            objectives,
            0.95,
            0.05,
            world.model == Model.USERS ? 1 : 0.5 / SERVICE,
            1,
            1e6,
            60,
            1e6);
    SimulatedBed bed = new SimulatedBed(world.server, world.model, seed);
    try {
      Search.Result result = new Search(ask, bed, QUIET).run();
      Found found = result.found().orElseThrow();
      double slack = world.model == Model.USERS ? 0.5 : 0;
      boolean held = found.low() - slack <= world.truth && world.truth <= found.high() + slack;
      if (Boolean.getBoolean("flowgauge.steps")) {
        result.steps().forEach(s -> System.out.println(seed + " " + s));
        System.out.println(seed + " " + world.truth + " " + result.end() + " " + found);
      }
      return new Tried(
          found.load() / world.truth - 1,
          held,
          bed.now(),
          result.steps().size(),
          found.high() / found.low() - 1);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static final Search.Listener QUIET =
      new Search.Listener() {
        @Override
        public void look(Step.Purpose purpose, double load, double seconds, Look look) {}

        @Override
        public void step(Step step, Optional<Estimate> soFar) {}
      };

  @Test
  void comesNearAndTheIntervalHolds() {
    System.out.printf(Locale.ROOT, "seeds %d to %d%n", FIRST_SEED, FIRST_SEED + SEEDS - 1);
    List<org.junit.jupiter.api.function.Executable> checks = new ArrayList<>();
    String only = System.getProperty("flowgauge.world", "");
    for (World world : worlds()) {
      if (!(world.name + " " + world.objective).contains(only)) {
        continue;
      }
      List<Tried> all =
          IntStream.range(0, SEEDS)
              .parallel()
              .mapToObj(i -> search(world, FIRST_SEED + i))
              .toList();
      double near = share(all.stream().map(t -> Math.abs(t.off) <= 0.05));
      double held = share(all.stream().map(Tried::held));
      String line =
          String.format(
              Locale.ROOT,
              "%-10s %-14s truth %7.2f  within 5 %%: %3.0f  held: %3.0f  mean off %+.3f  width %.3f"
                  + "  %4.0f s  %4.1f steps",
              world.name,
              world.objective,
              world.truth,
              100 * near,
              100 * held,
              all.stream().mapToDouble(Tried::off).average().orElse(0),
              all.stream().mapToDouble(Tried::width).average().orElse(0),
              all.stream().mapToDouble(Tried::seconds).average().orElse(0),
              all.stream().mapToDouble(Tried::steps).average().orElse(0));
      System.out.println(line);
      checks.add(() -> assertTrue(near >= 0.95 && held >= 0.9, line));
    }
    assertAll(checks);
  }

  private static double share(Stream<Boolean> all) {
    List<Boolean> list = all.toList();
    return (double) list.stream().filter(x -> x).count() / list.size();
  }
}
