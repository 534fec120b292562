package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;

/**
 * What holds a thread while a stream lasts. A WSGI server's request thread is the stream's to its
 * end. An ASGI server asks a generator that is not async for each next part in a pool of its
 * worker's: pf-serve in asyncio's default one, of min(32, cores + 4) threads (Python 3.8 to 3.12,
 * {@code ThreadPoolExecutor}), Starlette in AnyIO's of 40.
 */
final class StreamThreads {
  private static final int MOST_OF_ASYNCIO = 32;
  private static final int BEYOND_CORES = 4;
  private static final int OF_ANYIO = 40;

  /** Within this share a count of slots is a pool's size. */
  private static final double ALIKE = 0.2;

  private StreamThreads() {}

  /** Words to follow what is said of a WSGI server's threads; empty where no answer is a stream. */
  static String words(Evidence evidence) {
    return streams(evidence) ? "; a stream holds its thread to its end" : "";
  }

  /**
   * Words to follow how many requests a server works on at once; empty if that is another count.
   */
  static String words(Evidence evidence, double atOnce) {
    if (!streams(evidence) || !evidence.unbounded()) {
      return "";
    }
    boolean promptFlow = evidence.scenario.server().promptflow().isPresent();
    int each =
        promptFlow
            ? Math.min(MOST_OF_ASYNCIO, evidence.run.host().cores() + BEYOND_CORES)
            : OF_ANYIO;
    int pool = evidence.scenario.server().workers().orElse(1) * each;
    return Math.abs(atOnce / pool - 1) > ALIKE
        ? ""
        : format(
            "; %s asks a generator that is not async for each part in a pool, of %d threads a"
                + " worker: an async one needs none",
            promptFlow ? "pf-serve" : "Starlette", each);
  }

  private static boolean streams(Evidence evidence) {
    return evidence.samples != null && evidence.samples.streams != null;
  }
}
