package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Trouble.Kind;
import flowgauge.record.sample.Outcome;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A G/G/c queue, first come first served, event by event, with clients in front of it: the schedule
 * or the users, the driver, connections, the timeout. Pauses stop everything on the server's side.
 * The same world gives the same run.
 */
final class WorldSimulation {
  /** What the way there and back and the rest take, seconds. */
  private static final double OVERHEAD_S = 0.0003;

  private static final double CONNECT_S = 0.0001;

  private record Event(double at, long order, Runnable what) {}

  private final World world;
  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Double.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final ArrayDeque<Job> forSlot = new ArrayDeque<>();
  private final ArrayDeque<Job> forConnection = new ArrayDeque<>();
  private final ArrayDeque<Integer> idle = new ArrayDeque<>();
  private final Inside inside;
  private final Rows rows;
  private final Arrivals arrivals;
  private final double endS;
  private final double drainEndS;
  private final Set<Job> flying = new LinkedHashSet<>();
  private double now;
  private double levelsSince;
  private double driverFreeAt;
  private double tokens = 1;
  private double tokensAt;
  private double lastEnd;
  private int busySlots;
  private int waiting;
  private int openConnections;
  private int connections;
  private long orders;
  private long numbers;

  private WorldSimulation(World world) {
    this.world = world;
    this.random = new SplittableRandom(world.seed() * 31 + 7);
    this.endS = world.lengthS();
    this.drainEndS = endS + world.load().drainSeconds();
    this.inside = new Inside(endS);
    this.rows = new Rows(world, inside);
    this.arrivals = new Arrivals(world, random.split());
  }

  /** Runs it. */
  static Inside run(World world) {
    return new WorldSimulation(world).run();
  }

  private Inside run() {
    if (world.open()) {
      nextArrival();
    } else {
      arrivals.spawns().forEach(spawn -> at(spawn.atS(), () -> due(spawn.user())));
    }
    while (!events.isEmpty() && events.peek().at <= drainEndS) {
      Event event = events.poll();
      levels(event.at);
      now = event.at;
      event.what.run();
    }
    now = drainEndS;
    for (Job job : flying) {
      if (!job.over) {
        rows.add(job, now, Outcome.UNFINISHED, 0);
        inside.late++;
        unfinished(job);
      }
    }
    return inside;
  }

  private void at(double when, Runnable what) {
    events.add(new Event(when, orders++, what));
  }

  private void levels(double to) {
    double paused = world.pauses().within(levelsSince, to);
    double length = to - levelsSince;
    if (length > 0) {
      inside.add(inside.busy, levelsSince, to, busySlots * (length - paused) / length);
      inside.add(inside.waiting, levelsSince, to, waiting);
      inside.add(inside.unconnected, levelsSince, to, forConnection.size());
    }
    levelsSince = to;
  }

  private void nextArrival() {
    double next = arrivals.next();
    if (next < endS) {
      at(
          next,
          () -> {
            due(-1);
            nextArrival();
          });
    }
  }

  /** A request is due now; the driver sends it once it can. */
  private void due(int user) {
    if (now >= endS || !world.open() && user >= world.users(now)) {
      return;
    }
    Job job = new Job(user, now);
    inside.asked[inside.bin(now)]++;
    driverFreeAt = Math.max(now, driverFreeAt) + 1 / world.driverPerSecond();
    double sendAt = driverFreeAt - 1 / world.driverPerSecond();
    if (sendAt <= now) {
      send(job);
    } else {
      at(sendAt, () -> send(job));
    }
  }

  private void send(Job job) {
    int inFlight = flying.size();
    if (world.open() && inFlight >= world.load().maxInFlight()) {
      inside.unsent++;
      unfinished(job);
      job.number = numbers++;
      rows.notSent(job, now, inFlight);
      return;
    }
    inside.sent++;
    job.sentS = now;
    job.number = numbers++;
    job.inFlight = inFlight + 1;
    if (inFlight == 0) {
      lastEnd = now;
    }
    flying.add(job);
    Integer kept = job.user >= 0 ? arrivals.connection(job.user) : idle.pollLast();
    if (kept != null) {
      job.connection = kept;
      job.reused = true;
      job.idleS = now - arrivals.idleSince(kept);
      timeout(job);
      at(now + OVERHEAD_S / 2, () -> reach(job));
    } else {
      connect(job);
    }
  }

  private void timeout(Job job) {
    at(
        now + world.load().timeoutSeconds(),
        () -> {
          if (!job.over) {
            unfinished(job);
            inside.timedOut++;
            disconnect(job);
            end(job, Outcome.RESPONSE_TIMEOUT, 0);
          }
        });
  }

  private void connect(Job job) {
    Trouble trouble = world.trouble();
    if (!trouble.boundsConnections() || openConnections < trouble.connections()) {
      connected(job);
    } else if (trouble.kind() == Kind.CONNECTIONS_REFUSED) {
      at(now + CONNECT_S, () -> unconnected(job, Outcome.CONNECT_REFUSED));
    } else {
      forConnection.add(job);
      at(
          now + world.load().connectTimeoutSeconds(),
          () -> {
            if (forConnection.remove(job)) {
              unconnected(job, Outcome.CONNECT_TIMEOUT);
            }
          });
    }
  }

  private void unconnected(Job job, Outcome outcome) {
    inside.connectFailed++;
    unfinished(job);
    end(job, outcome, 0);
  }

  private void connected(Job job) {
    openConnections++;
    job.connection = connections++;
    job.connectS = now - job.sentS + CONNECT_S;
    timeout(job);
    at(now + CONNECT_S + OVERHEAD_S / 2, () -> reach(job));
  }

  /** The request is at the server. */
  private void reach(Job job) {
    Trouble trouble = world.trouble();
    double soon = world.pauses().after(now, OVERHEAD_S);
    if (trouble.outages().contains(now)) {
      at(soon, () -> reset(job, () -> inside.resetInOutage++));
    } else if (trouble.kind() == Kind.RESET_AT_ONCE && random.nextDouble() < trouble.share()) {
      at(soon, () -> reset(job, () -> inside.reset++));
    } else if (trouble.kind() == Kind.RESET_IN_PAUSES
        && world.pauses().contains(now)
        && random.nextDouble() < trouble.share()) {
      at(soon, () -> reset(job, () -> inside.resetInPause++));
    } else if (trouble.kind() == Kind.RATE_LIMIT && !token(trouble)) {
      at(
          soon,
          () -> {
            if (!job.over) {
              inside.refused++;
              unfinished(job);
              keep(job);
              end(job, Outcome.HTTP_ERROR, trouble.status());
            }
          });
    } else {
      job.drawnS = world.service().draw(random);
      if (busySlots < world.slots()) {
        busySlots++;
        work(job);
      } else {
        waiting++;
        forSlot.add(job);
      }
    }
  }

  private boolean token(Trouble trouble) {
    double most = Math.max(1, trouble.perSecond() * 0.1);
    tokens = Math.min(most, tokens + (now - tokensAt) * trouble.perSecond());
    tokensAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private void work(Job job) {
    double own = job.drawnS * (1 - world.backendShare());
    double backend = job.drawnS * world.backendShare();
    double factor = world.drift().at(now);
    job.ownS = world.drift().backendOnly() ? own : own * factor;
    job.backendS = backend * factor;
    at(world.pauses().after(now, job.ownS + job.backendS), () -> worked(job));
  }

  private void worked(Job job) {
    if (job.sentS < endS) {
      double stopped = world.pauses().within(job.sentS, now);
      double alone = job.ownS + job.backendS;
      double there = now - job.sentS - stopped;
      inside.served(job.sentS, Math.max(0, there - alone - OVERHEAD_S), stopped, alone);
    }
    Job next = forSlot.poll();
    if (next == null) {
      busySlots--;
    } else {
      waiting--;
      work(next);
    }
    Trouble trouble = world.trouble();
    if (trouble.kind() == Kind.RESET_AT_END && random.nextDouble() < trouble.share()) {
      reset(job, () -> inside.reset++);
      return;
    }
    at(
        now + OVERHEAD_S / 2,
        () -> {
          if (!job.over) {
            inside.answered++;
            keep(job);
            end(job, Outcome.OK, 200);
          }
        });
  }

  private void reset(Job job, Runnable count) {
    if (!job.over) {
      count.run();
      disconnect(job);
      end(job, Outcome.CONNECTION_RESET, 0);
    }
  }

  private void keep(Job job) {
    arrivals.keep(job.user, job.connection, now);
    if (job.user < 0) {
      idle.addLast(job.connection);
    }
  }

  private void disconnect(Job job) {
    openConnections--;
    arrivals.drop(job.user);
    Job next = forConnection.poll();
    if (next != null) {
      connected(next);
    }
  }

  private void unfinished(Job job) {
    inside.unfinished[inside.bin(job.dueS)]++;
  }

  private void end(Job job, Outcome outcome, int status) {
    job.over = true;
    flying.remove(job);
    rows.add(job, now, outcome, status);
    if (now < endS) {
      inside.ended(lastEnd, now);
    }
    lastEnd = now;
    if (job.user >= 0) {
      at(now + arrivals.think(job.user), () -> due(job.user));
    }
  }
}
