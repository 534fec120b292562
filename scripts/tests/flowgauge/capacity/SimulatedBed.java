package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.record.DriverVerdict;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** A queue with a number of slots, first come first served, simulated event by event. */
final class SimulatedBed implements TestBed {
  /** How a server behaves; times in seconds. */
  record Server(
      int slots,
      int room,
      ToDoubleFunction<SplittableRandom> service,
      ToDoubleFunction<SplittableRandom> think) {}

  /** Users begin spread over the mean of so many draws of what one of them takes. */
  private static final int CYCLES = 200;

  private record Event(double at, long order, Runnable what) {}

  private final Server server;
  private final Model model;
  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Double.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final ArrayDeque<Job> queue = new ArrayDeque<>();
  private final Map<Long, Double> inFlight = new LinkedHashMap<>();
  private final List<Integer> lives = new ArrayList<>();
  private final Sample row = new Sample();
  private StepWatch watch;
  private double now;
  private long order;
  private long jobs;
  private int busy;
  private int users;
  private long stage;
  private Optional<End> ends = Optional.empty();
  private double diesAt = Double.POSITIVE_INFINITY;
  private DoubleUnaryOperator factor = t -> 1;
  private double fitUpTo = Double.POSITIVE_INFINITY;
  private double held;

  /**
   * @param life of the user who sent it: one who was retired and comes again is another
   */
  private record Job(long number, int user, int life, double sent, StepWatch watch) {}

  SimulatedBed(Server server, Model model, long seed) {
    this.server = server;
    this.model = model;
    this.random = new SplittableRandom(seed);
  }

  /** From then on every request fails at once. */
  SimulatedBed dyingAt(double seconds) {
    diesAt = seconds;
    return this;
  }

  /** Services take so many times as long as they would, by the seconds since the start. */
  SimulatedBed slowing(DoubleUnaryOperator times) {
    factor = times;
    return this;
  }

  /** The driver is not fit for more load than this. */
  SimulatedBed drivenUpTo(double load) {
    fitUpTo = load;
    return this;
  }

  @Override
  public Optional<DriverVerdict.Kind> driver(double fromSeconds) {
    return Optional.of(
        held > fitUpTo ? DriverVerdict.Kind.DRIVER_LIMITED : DriverVerdict.Kind.VALID);
  }

  static double exponential(SplittableRandom random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  @Override
  public double now() {
    return now;
  }

  private void at(double when, Runnable what) {
    events.add(new Event(when, order++, what));
  }

  @Override
  public double hold(double load, StepWatch next) {
    watch = next;
    watch.begin(now);
    long mine = ++stage;
    held = load > 0 ? load : held;
    if (model == Model.RATE) {
      if (load > 0) {
        arrive(mine, load, now + exponential(random, 1 / load));
      }
      return now;
    }
    int before = users;
    users = (int) load;
    double cycle = 0;
    for (int i = 0; i < CYCLES; i++) {
      cycle += (server.think.applyAsDouble(random) + server.service.applyAsDouble(random)) / CYCLES;
    }
    double spread = cycle;
    while (lives.size() < Math.max(before, users)) {
      lives.add(0);
    }
    for (int user = users; user < before; user++) {
      lives.set(user, lives.get(user) + 1);
    }
    for (int user = before; user < users; user++) {
      int number = user;
      int life = lives.get(user);
      at(now + random.nextDouble() * spread, () -> send(number, life));
    }
    return now;
  }

  private void arrive(long mine, double rate, double when) {
    at(
        when,
        () -> {
          if (mine == stage) {
            send(-1, 0);
            arrive(mine, rate, now + exponential(random, 1 / rate));
          }
        });
  }

  private void send(int user, int life) {
    if (user >= 0 && lives.get(user) != life) {
      return;
    }
    Job job = new Job(jobs++, user, life, now, watch);
    if (now >= diesAt || queue.size() >= server.room) {
      over(job, Outcome.HTTP_ERROR);
      return;
    }
    inFlight.put(job.number, now);
    if (busy < server.slots) {
      serve(job);
    } else {
      queue.add(job);
    }
  }

  private void serve(Job job) {
    busy++;
    at(
        now + server.service.applyAsDouble(random) * factor.applyAsDouble(now),
        () -> {
          busy--;
          over(job, Outcome.OK);
          Job next = queue.poll();
          if (next != null) {
            serve(next);
          }
        });
  }

  private void over(Job job, Outcome outcome) {
    inFlight.remove(job.number);
    row.clear().set(Column.SENT_US, Math.round(job.sent * 1e6));
    row.set(Column.INTENDED_US, Math.round(job.sent * 1e6));
    row.set(Column.END_US, Math.round(now * 1e6)).set(outcome);
    job.watch.row(row);
    if (job.user >= 0) {
      at(now + server.think.applyAsDouble(random), () -> send(job.user, job.life));
    }
  }

  @Override
  public Optional<End> pass(double seconds) {
    double until = now + seconds;
    while (!events.isEmpty() && events.peek().at <= until) {
      Event next = events.poll();
      now = next.at;
      next.what.run();
    }
    now = until;
    return ends;
  }

  @Override
  public double[] inFlightSince() {
    return inFlight.values().stream().mapToDouble(since -> since).toArray();
  }
}
