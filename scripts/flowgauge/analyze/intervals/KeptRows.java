package flowgauge.analyze.intervals;

import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Successful requests of the load one by one, in the order of sending: all of a run's up to four
 * million, of longer runs every second, fourth, eighth stretch of 65,536. What is kept does not
 * depend on how rows were shared out among threads.
 */
public final class KeptRows {
  private static final int LENGTH = 1 << 16;
  private static final int MOST_STRETCHES = 64;

  /** Requests whose numbers follow each other. */
  public static final class Stretch {
    private int size;
    private long[] sentUs = new long[256];
    private int[] responseUs = new int[256];
    private int[] met = new int[256];
    private int[] serviceUs = new int[256];

    private void put(int at, long sent, int response, int inFlight, int service) {
      if (at >= sentUs.length) {
        int length = Math.min(LENGTH, Math.max(at + 1, 2 * sentUs.length));
        sentUs = Arrays.copyOf(sentUs, length);
        responseUs = Arrays.copyOf(responseUs, length);
        met = Arrays.copyOf(met, length);
        serviceUs = Arrays.copyOf(serviceUs, length);
      }
      size = Math.max(size, at + 1);
      sentUs[at] = sent;
      responseUs[at] = response;
      met[at] = inFlight;
      serviceUs[at] = service;
    }

    private void merge(Stretch other) {
      for (int at = 0; at < other.size; at++) {
        if (other.has(at)) {
          put(at, other.sentUs[at], other.responseUs[at], other.met[at], other.serviceUs[at]);
        }
      }
    }

    /** How many places there are, empty ones included. */
    public int size() {
      return size;
    }

    /** False for one that did not end well. */
    public boolean has(int at) {
      return met[at] > 0;
    }

    /** When it was sent, seconds since the scenario's start. */
    public double sent(int at) {
      return sentUs[at] / 1e6;
    }

    /** Its response time, seconds. */
    public double response(int at) {
      return responseUs[at] / 1e6;
    }

    /** Requests in flight as it was sent, itself included. */
    public int met(int at) {
      return met[at];
    }

    /** What the server says that it worked on it, seconds; NaN where it does not. */
    public double service(int at) {
      return serviceUs[at] < 0 ? Double.NaN : serviceUs[at] / 1e6;
    }
  }

  private final long fanOutUs;
  private final boolean reportsNode;
  private Map<Long, Stretch> stretches = new HashMap<>();
  private int every;

  KeptRows(long fanOutUs, boolean reportsNode) {
    this.fanOutUs = fanOutUs;
    this.reportsNode = reportsNode;
  }

  void add(Sample row) {
    long number = row.request() / LENGTH;
    if ((number & (1L << every) - 1) != 0 || row.inFlight() <= 0) {
      return;
    }
    Stretch stretch = stretches.get(number);
    if (stretch == null) {
      stretch = new Stretch();
      stretches.put(number, stretch);
      thin();
    }
    long service = reportsNode && row.nodeUs() >= 0 ? fanOutUs + row.nodeUs() : -1;
    stretch.put(
        (int) (row.request() % LENGTH),
        row.sentUs(),
        (int) Math.min(Integer.MAX_VALUE, row.responseUs()),
        (int) Math.min(Integer.MAX_VALUE, row.inFlight()),
        (int) Math.min(Integer.MAX_VALUE, service));
  }

  private void thin() {
    while (stretches.size() > MOST_STRETCHES) {
      every++;
      stretches.keySet().removeIf(number -> (number & (1L << every) - 1) != 0);
    }
  }

  void merge(KeptRows other) {
    every = Math.max(every, other.every);
    other.stretches.forEach(
        (number, stretch) -> {
          Stretch here = stretches.putIfAbsent(number, stretch);
          if (here != null) {
            here.merge(stretch);
          }
        });
    stretches.keySet().removeIf(number -> (number & (1L << every) - 1) != 0);
    thin();
  }

  /** The stretches, in the order of sending. */
  public List<Stretch> stretches() {
    List<Stretch> ordered = new ArrayList<>();
    stretches.keySet().stream().sorted().forEach(number -> ordered.add(stretches.get(number)));
    return ordered;
  }

  /** Visits all that ended well, each by its stretch and place, in the order of sending. */
  public void forEach(ObjIntConsumer<Stretch> visitor) {
    for (Stretch stretch : stretches()) {
      for (int at = 0; at < stretch.size; at++) {
        if (stretch.has(at)) {
          visitor.accept(stretch, at);
        }
      }
    }
  }
}
