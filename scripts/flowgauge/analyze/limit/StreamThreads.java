package flowgauge.analyze.limit;

import flowgauge.analyze.evidence.Evidence;

/**
 * What holds a thread while a stream lasts. A WSGI server's request thread is the stream's to its
 * end. Under ASGI Starlette asks a generator that is not async for each part in AnyIO's pool of 40
 * threads a worker (starlette 0.49, {@code iterate_in_threadpool}); pf-serve gives each such
 * generator a thread of its own (promptflow-core 1.18.5, {@code sync_iterator_to_async}), which
 * bounds nothing.
 */
final class StreamThreads {
  private static final int OF_ANYIO = 40;

  /** Within this share a count of slots is the pool's size. */
  private static final double ALIKE = 0.2;

  /** Words to follow what is said of a server's threads; empty where no answer is a stream. */
  static String words(Evidence evidence) {
    return streams(evidence) && is(evidence, "wsgi")
        ? "; a stream holds its thread to its end"
        : "";
  }

  /** Words to follow how many requests a server works on at once. */
  static String words(Evidence evidence, double atOnce) {
    int pool = evidence.scenario.server().workers().orElse(1) * OF_ANYIO;
    return streams(evidence)
            && is(evidence, "asgi")
            && evidence.scenario.server().promptflow().isEmpty()
            && Math.abs(atOnce / pool - 1) <= ALIKE
        ? "; Starlette asks a generator that is not async for each part in a pool of 40 threads a"
            + " worker: an async one needs none"
        : words(evidence);
  }

  private static boolean is(Evidence evidence, String engine) {
    return evidence.scenario.server().engine().filter(engine::equals).isPresent();
  }

  private static boolean streams(Evidence evidence) {
    return evidence.samples != null && evidence.samples.streams != null;
  }
}
