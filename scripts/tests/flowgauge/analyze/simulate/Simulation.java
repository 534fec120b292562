package flowgauge.analyze.simulate;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A queue with c servers (M/G/c, or closed), a CPU inside and a backend behind, event by event. The
 * same seed gives the same samples.
 */
public final class Simulation {
  /** What came out. */
  public record Result(List<Sample> samples, double[] cpuSecondsPerSecond, long endUs) {}

  private static final double DRAIN_S = 30;
  private static final double NODE_OVERHEAD_S = 0.004;
  private static final double TRANSFER_S = 0.0001;

  private enum Kind {
    SEND,
    CPU_DONE,
    DONE
  }

  private record Event(double at, long order, Kind kind, Request request) {}

  private static final class Request {
    int user;
    double intended;
    double sent;
    int inFlight;
    double backend;
    long number = -1;
  }

  private final Setting setting;
  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Double.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final ArrayDeque<Request> forSlot = new ArrayDeque<>();
  private final ArrayDeque<Request> forCpu = new ArrayDeque<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Request> flying = new ArrayList<>();
  private final double[] cpuSeconds;
  private final double[] idleSince;
  private final boolean[] connected;
  private final List<Stalls.Stall> stalls;
  private int busySlots;
  private int busyCores;
  private int inFlight;
  private long orders;
  private long numbers;

  private Simulation(Setting setting, long seed) {
    this.setting = setting;
    this.random = new SplittableRandom(seed);
    this.stalls = setting.stalls().of(seed, setting.seconds());
    this.cpuSeconds = new double[(int) (setting.seconds() + DRAIN_S) + 2];
    this.idleSince = new double[Math.max(1, setting.users())];
    this.connected = new boolean[Math.max(1, setting.users())];
  }

  /** Runs one. */
  public static Result run(Setting setting, long seed) {
    return new Simulation(setting, seed).run();
  }

  private Result run() {
    if (setting.users() > 0) {
      for (int user = 0; user < setting.users(); user++) {
        Request first = new Request();
        first.user = user;
        push(user / setting.spawnRate(), Kind.SEND, first);
      }
    } else {
      push(exponential(1 / setting.rate()), Kind.SEND, arrival());
    }
    double end = setting.seconds() + DRAIN_S;
    while (!events.isEmpty() && events.peek().at <= end) {
      Event event = events.poll();
      switch (event.kind) {
        case SEND -> send(event.at, event.request);
        case CPU_DONE -> cpuDone(event.at, event.request);
        default -> done(event.at, event.request);
      }
    }
    for (Request request : flying) {
      record(request, end, Outcome.UNFINISHED);
    }
    return new Result(samples, cpuSeconds, us(end));
  }

  private static Request arrival() {
    Request request = new Request();
    request.user = -1;
    return request;
  }

  private void push(double at, Kind kind, Request request) {
    events.add(new Event(at, orders++, kind, request));
  }

  private void send(double now, Request request) {
    if (now >= setting.seconds()) {
      return;
    }
    request.intended = now;
    request.sent = now;
    request.number = numbers++;
    request.inFlight = ++inFlight;
    flying.add(request);
    if (request.user < 0) {
      push(now + exponential(1 / setting.rate()), Kind.SEND, arrival());
    } else {
      double idle = now - idleSince[request.user];
      if (connected[request.user] && Math.abs(idle - setting.keepAliveS()) < setting.raceS()) {
        finish(now + 0.0005, request, Outcome.CONNECTION_RESET);
        connected[request.user] = false;
        return;
      }
      connected[request.user] &= idle < setting.keepAliveS();
    }
    if (busySlots < setting.machine().slots()) {
      busySlots++;
      enterCpu(now, request);
    } else {
      forSlot.add(request);
    }
  }

  private void enterCpu(double now, Request request) {
    if (busyCores < setting.machine().cores()) {
      busyCores++;
      useCpu(now, request);
    } else {
      forCpu.add(request);
    }
  }

  private void useCpu(double now, Request request) {
    double time = exponential(setting.machine().cpuMs() / 1e3);
    for (double from = now; from < now + time; ) {
      double to = Math.min(now + time, Math.floor(from) + 1);
      if (from < cpuSeconds.length) {
        cpuSeconds[(int) from] += to - from;
      }
      from = to;
    }
    push(now + time, Kind.CPU_DONE, request);
  }

  private void cpuDone(double now, Request request) {
    if (forCpu.isEmpty()) {
      busyCores--;
    } else {
      useCpu(now, forCpu.poll());
    }
    double from = now + Setting.FAN_OUT_S + NODE_OVERHEAD_S;
    double to = from + uniform(setting.backendMinS(), setting.backendMaxS());
    for (Stalls.Stall stall : stalls) {
      if (from < stall.toS() && to > stall.fromS()) {
        to += stall.toS() - Math.max(from, stall.fromS());
      }
    }
    request.backend = to - from;
    push(to, Kind.DONE, request);
  }

  private void done(double now, Request request) {
    if (forSlot.isEmpty()) {
      busySlots--;
    } else {
      enterCpu(now, forSlot.poll());
    }
    finish(now, request, Outcome.OK);
  }

  private void finish(double now, Request request, Outcome outcome) {
    record(request, now, outcome);
    flying.remove(request);
    inFlight--;
    if (request.user >= 0) {
      idleSince[request.user] = now;
      connected[request.user] = outcome == Outcome.OK;
      Request next = new Request();
      next.user = request.user;
      push(now + uniform(setting.waitMinS(), setting.waitMaxS()), Kind.SEND, next);
    }
  }

  private void record(Request request, double end, Outcome outcome) {
    boolean ok = outcome == Outcome.OK;
    boolean reused = request.user >= 0 && connected[request.user];
    double ramp = setting.users() == 0 ? 0 : setting.users() / setting.spawnRate();
    samples.add(
        new Sample()
            .set(Column.REQUEST, request.number)
            .set(Column.USER, request.user)
            .on(
                Math.max(0, request.user),
                reused,
                reused ? us(request.sent - idleSince[request.user]) : Sample.ABSENT)
            .set(Column.INTENDED_US, us(request.intended))
            .set(Column.SENT_US, us(request.sent))
            .set(Column.CONNECT_US, reused ? Sample.ABSENT : 200)
            .set(Column.FIRST_BYTE_US, ok ? us(end - TRANSFER_S) : Sample.ABSENT)
            .set(Column.END_US, us(end))
            .set(Column.IN_FLIGHT, request.inFlight)
            .set(outcome)
            .set(Column.STATUS, ok ? 200 : Sample.ABSENT)
            .set(Column.RESPONSE_BYTES, ok ? 70 : Sample.ABSENT)
            .set(Column.NODE_US, ok ? us(request.backend + NODE_OVERHEAD_S) : Sample.ABSENT)
            .set(Column.BACKEND_US, ok ? us(request.backend) : Sample.ABSENT)
            .set(request.sent < ramp ? Phase.RAMP : Phase.STEADY));
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private static long us(double seconds) {
    return Math.round(seconds * 1e6);
  }
}
