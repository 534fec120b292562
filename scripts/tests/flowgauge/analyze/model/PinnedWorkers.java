package flowgauge.analyze.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;

/**
 * Workers with threads and an interpreter each, on fewer cores, event by event: users stay with a
 * worker drawn at the start, a request waits for a thread, is at the CPU in four bursts with three
 * equal parts of the delay between, and leaves. A burst waits for its worker's interpreter, then
 * for a core; both first come, first served. Shares no code with the model.
 */
final class PinnedWorkers {
  private static final int BURSTS = 4;

  private record Event(double at, long order, Runnable what) {}

  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Double.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final int cores;
  private final int threads;
  private final double cpu;
  private final double delay;
  private final ArrayDeque<Runnable> forCore = new ArrayDeque<>();
  private final List<ArrayDeque<Runnable>> forThread = new ArrayList<>();
  private final List<ArrayDeque<Runnable>> forInterpreter = new ArrayList<>();
  private final int[] busyThreads;
  private final boolean[] interpreting;
  private final List<double[]> answered = new ArrayList<>();
  private double now;
  private long orders;
  private int busyCores;
  private double[] chances;

  PinnedWorkers(int workers, int threads, int cores, double cpuSeconds, double delay, long seed) {
    this.random = new Random(seed);
    this.cores = cores;
    this.threads = threads;
    this.cpu = cpuSeconds;
    this.delay = delay;
    this.busyThreads = new int[workers];
    this.interpreting = new boolean[workers];
    for (int i = 0; i < workers; i++) {
      forThread.add(new ArrayDeque<>());
      forInterpreter.add(new ArrayDeque<>());
    }
  }

  /** Requests a second, median and 95th percentile in seconds, of the last four fifths. */
  double[] run(int users, double thinkMin, double thinkMax, double seconds) {
    for (int user = 0; user < users; user++) {
      int worker = drawn();
      at(random.nextDouble() * thinkMax, () -> send(worker, thinkMin, thinkMax));
    }
    while (events.peek().at < seconds) {
      Event next = events.poll();
      now = next.at;
      next.what.run();
    }
    double from = seconds / 5;
    double[] times =
        answered.stream().filter(a -> a[0] > from).mapToDouble(a -> a[1]).sorted().toArray();
    return new double[] {
      times.length / (seconds - from), times[times.length / 2], times[(int) (.95 * times.length)]
    };
  }

  /** A worker by its chance. */
  private int drawn() {
    if (chances == null) {
      return random.nextInt(busyThreads.length);
    }
    double at = random.nextDouble() * Arrays.stream(chances).sum();
    int worker = 0;
    while (worker < chances.length - 1 && (at -= chances[worker]) > 0) {
      worker++;
    }
    return worker;
  }

  /** Makes workers unlike: their chances, of a Dirichlet distribution, vary by so much. */
  PinnedWorkers uneven(double variation) {
    int workers = busyThreads.length;
    double shape = ((workers - 1) / (variation * variation) - 1) / workers;
    GammaDistribution of =
        new GammaDistribution(new Well19937c(random.nextLong()), shape, 1 / shape);
    chances = of.sample(workers);
    return this;
  }

  /** How users fell to workers is chance that a longer run does not average: mean of some runs. */
  static double[] mean(
      int[] workersThreadsCores, double cpu, double delay, int users, double[] think, int runs) {
    return mean(workersThreadsCores, cpu, delay, users, think, runs, 0);
  }

  /** The same with workers that are unlike. */
  static double[] mean(
      int[] workersThreadsCores,
      double cpu,
      double delay,
      int users,
      double[] think,
      int runs,
      double uneven) {
    double[] mean = new double[3];
    for (int run = 0; run < runs; run++) {
      PinnedWorkers workers =
          new PinnedWorkers(
              workersThreadsCores[0],
              workersThreadsCores[1],
              workersThreadsCores[2],
              cpu,
              delay,
              run + 1);
      double[] one =
          (uneven > 0 ? workers.uneven(uneven) : workers).run(users, think[0], think[1], 120);
      Arrays.setAll(mean, i -> mean[i] + one[i] / runs);
    }
    return mean;
  }

  private void at(double when, Runnable what) {
    events.add(new Event(when, orders++, what));
  }

  private void send(int worker, double thinkMin, double thinkMax) {
    double sent = now;
    Runnable work =
        () ->
            burst(
                worker,
                BURSTS,
                () -> {
                  answered.add(new double[] {now, now - sent});
                  if (forThread.get(worker).isEmpty()) {
                    busyThreads[worker]--;
                  } else {
                    forThread.get(worker).poll().run();
                  }
                  double think = thinkMin + (thinkMax - thinkMin) * random.nextDouble();
                  at(now + think, () -> send(worker, thinkMin, thinkMax));
                });
    if (busyThreads[worker] < threads) {
      busyThreads[worker]++;
      work.run();
    } else {
      forThread.get(worker).add(work);
    }
  }

  private void burst(int worker, int left, Runnable then) {
    Runnable onCore =
        () -> {
          busyCores++;
          double time = -cpu / BURSTS * Math.log(1 - random.nextDouble());
          at(now + time, () -> ended(worker, left, then));
        };
    Runnable interpret =
        () -> {
          interpreting[worker] = true;
          if (busyCores < cores) {
            onCore.run();
          } else {
            forCore.add(onCore);
          }
        };
    if (interpreting[worker]) {
      forInterpreter.get(worker).add(interpret);
    } else {
      interpret.run();
    }
  }

  private void ended(int worker, int left, Runnable then) {
    busyCores--;
    interpreting[worker] = false;
    // Who waits for a core comes before the next burst of this worker, which queues behind it.
    if (!forCore.isEmpty()) {
      forCore.poll().run();
    }
    if (!forInterpreter.get(worker).isEmpty()) {
      forInterpreter.get(worker).poll().run();
    }
    if (left == 1) {
      then.run();
    } else {
      at(now + delay / (BURSTS - 1), () -> burst(worker, left - 1, then));
    }
  }
}
