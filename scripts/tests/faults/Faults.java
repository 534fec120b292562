package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import faults.FaultTable.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Faults that are injected a few at a time, each into a bench of its own, while a test waits for
 * each: none of them is about speed, and most of their time is waiting.
 */
final class Faults implements AutoCloseable {
  private static final int AT_ONCE = 4;

  /** What is done to a bench, and what has to hold then. */
  interface Injection {
    /** Starts the bench, injects the fault, asserts; tells {@code seen} as it goes. */
    void inject(String runtime, BenchProcess bench, Seen seen) throws Exception;
  }

  /**
   * A fault in a runtime.
   *
   * @param name in a few words
   */
  record Fault(String name, String runtime, Injection injection) {
    /** One for processes and one for containers. */
    static List<Fault> inBoth(String name, Injection injection) {
      return List.of(new Fault(name, "process", injection), new Fault(name, "docker", injection));
    }

    @Override
    public String toString() {
      return name + ", " + runtime;
    }
  }

  private final Map<String, Future<?>> runs = new HashMap<>();
  private final List<Fault> all;
  private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);

  /** Begins with all of them, in this order. */
  Faults(Path folder, List<Fault> all) {
    this.all = new ArrayList<>(all);
    for (Fault fault : all) {
      Path own = folder.resolve("fault-" + runs.size());
      runs.put(fault.toString(), pool.submit(() -> inject(fault, own), null));
    }
  }

  private static void inject(Fault fault, Path folder) {
    try {
      FaultTable.fault(
          fault.name(),
          fault.runtime(),
          seen -> {
            if (fault.runtime().equals("docker")) {
              Docker.need();
            }
            try (BenchProcess bench = new BenchProcess(folder)) {
              fault.injection().inject(fault.runtime(), bench, seen);
              List<String> left = bench.leftBehind();
              seen.left(left);
              assertEquals(List.of(), left);
            }
          });
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Waits for one; throws what it threw. */
  void await(Fault fault) throws Throwable {
    try {
      runs.get(fault.toString()).get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      boolean wrapped = cause instanceof IllegalStateException && cause.getCause() != null;
      throw wrapped ? cause.getCause() : cause;
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
