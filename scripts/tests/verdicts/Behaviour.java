package verdicts;

import flowgauge.load.ScriptedServer;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * What a scripted server does with each request, on the wall clock: slots, service time, stops,
 * resets, a limiter. Set up first; then any number of threads.
 */
final class Behaviour implements ScriptedServer.Script {
  private static final byte[] OK = ScriptedServer.ok("ok");
  private static final byte[] REFUSED =
      "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SplittableRandom random = new SplittableRandom(7);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong loadFrom = new AtomicLong();
  private final long started = System.nanoTime();
  private final ToDoubleFunction<SplittableRandom> seconds;
  private Semaphore slots = new Semaphore(Integer.MAX_VALUE);
  private DoubleUnaryOperator factor = t -> 1;
  private double stopS;
  private double stopEveryS = 1;
  private double outageS;
  private double outageEveryS = 1;
  private double resetShare;
  private double hangShare;
  private int moreSlots;
  private double moreAtS = Double.POSITIVE_INFINITY;
  private double perSecond = Double.POSITIVE_INFINITY;
  private double tokens = 1;
  private long tokensAt = started;

  private Behaviour(ToDoubleFunction<SplittableRandom> seconds) {
    this.seconds = seconds;
  }

  /** Takes so many seconds. */
  static Behaviour constant(double seconds) {
    return new Behaviour(random -> seconds);
  }

  /** Takes exponential times of that mean. */
  static Behaviour exponential(double mean) {
    return new Behaviour(random -> -mean * Math.log(1 - random.nextDouble()));
  }

  /** Nine of ten take so long, the others sixteen times that. */
  static Behaviour bimodal(double quick) {
    return new Behaviour(random -> random.nextDouble() < 0.9 ? quick : 16 * quick);
  }

  /** One of twenty takes so many times as long as the others. */
  static Behaviour heavy(double quick, double times) {
    return new Behaviour(random -> random.nextDouble() < 0.95 ? quick : times * quick);
  }

  /** Pareto times with an index of 1.3 from a least one on, up to a hundred times that. */
  static Behaviour pareto(double least) {
    return new Behaviour(
        random -> Math.min(100, Math.pow(1 - random.nextDouble(), -1 / 1.3)) * least);
  }

  /** Works on so many requests at once, in the order in which they came. */
  Behaviour slots(int count) {
    slots = new Semaphore(count, true);
    return this;
  }

  /** From a second of the load on it works on so many more at once. */
  Behaviour more(int count, double atLoadS) {
    moreSlots = count;
    moreAtS = atLoadS;
    return this;
  }

  /** Never answers a share of requests, at random. */
  Behaviour hangs(double share) {
    hangShare = share;
    return this;
  }

  /** Is so many times as slow at a second of the load, which begins with two requests at once. */
  Behaviour times(DoubleUnaryOperator byLoadSecond) {
    factor = byLoadSecond;
    return this;
  }

  /** Stands still for so long, again and again. */
  Behaviour stops(double lengthS, double everyS) {
    stopS = lengthS;
    stopEveryS = everyS;
    return this;
  }

  /** Resets all that comes for so long, again and again. */
  Behaviour outages(double lengthS, double everyS) {
    outageS = lengthS;
    outageEveryS = everyS;
    return this;
  }

  /** Resets a share of requests at random. */
  Behaviour resets(double share) {
    resetShare = share;
    return this;
  }

  /** Answers with 429 above a rate. */
  Behaviour limitedTo(double requestsPerSecond) {
    perSecond = requestsPerSecond;
    return this;
  }

  @Override
  public void request(int n, Socket socket, OutputStream out) throws Exception {
    double drawn;
    boolean reset;
    boolean refused;
    boolean hangs;
    synchronized (this) {
      drawn = seconds.applyAsDouble(random);
      hangs = hangShare > 0 && random.nextDouble() < hangShare;
      reset = random.nextDouble() < resetShare || within(outageS, outageEveryS);
      refused = !reset && !token();
    }
    if (reset) {
      afterStop();
      socket.setSoLinger(true, 0);
      socket.close();
    } else if (refused) {
      out.write(REFUSED);
    } else if (hangs) {
      socket.getInputStream().read(); // until the client gives up
    } else {
      serve(drawn);
      out.write(OK);
    }
  }

  private void serve(double drawn) throws InterruptedException {
    if (inside.incrementAndGet() == 2) {
      loadFrom.compareAndSet(0, System.nanoTime());
    }
    grow();
    slots.acquire();
    try {
      double loadS = loadS();
      TimeUnit.NANOSECONDS.sleep(Math.round(1e9 * drawn * factor.applyAsDouble(loadS)));
      afterStop();
    } finally {
      slots.release();
      inside.decrementAndGet();
    }
  }

  private double loadS() {
    long from = loadFrom.get();
    return from == 0 ? 0 : (System.nanoTime() - from) / 1e9;
  }

  private synchronized void grow() {
    if (loadS() >= moreAtS) {
      moreAtS = Double.POSITIVE_INFINITY;
      slots.release(moreSlots);
    }
  }

  private boolean token() {
    long now = System.nanoTime();
    tokens = Math.min(Math.max(1, perSecond / 10), tokens + (now - tokensAt) / 1e9 * perSecond);
    tokensAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** At the end of each period, so that the first request never meets one. */
  private boolean within(double lengthS, double everyS) {
    return intoPeriod(everyS) >= everyS - lengthS;
  }

  private double intoPeriod(double everyS) {
    return (System.nanoTime() - started) / 1e9 % everyS;
  }

  private void afterStop() throws InterruptedException {
    if (stopS > 0 && within(stopS, stopEveryS)) {
      TimeUnit.NANOSECONDS.sleep(Math.round(1e9 * (stopEveryS - intoPeriod(stopEveryS))));
    }
  }
}
