package flowgauge.analyze.limit;

import flowgauge.analyze.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What limited throughput.
 *
 * @param name the candidate nearest its bound
 * @param measuredPerSecond the throughput that is laid beside the bounds, requests a second
 * @param fromSeconds start of the time looked at, since the scenario's start
 * @param toSeconds its end
 * @param sentence in words, with figures
 * @param candidates all that could be looked at, the fullest first
 */
public record Limiter(
    Name name,
    double measuredPerSecond,
    double fromSeconds,
    double toSeconds,
    String sentence,
    List<Candidate> candidates) {

  /** What can limit a run. */
  public enum Name {
    /** All slots that the server works in are busy: threads that were told, or inferred ones. */
    SERVER_THREADS,
    /** The CPU that the server can have is used up. */
    SERVER_CPU,
    /** What the server calls became slower. */
    BACKEND,
    /** The virtual users could not ask for more: N/(R+Z). */
    CLIENTS,
    /** The load driver. */
    DRIVER,
    /** The server refused: 429 or 503. */
    REFUSED,
    /** The server, or what stands before it, takes no more connections. */
    CONNECTIONS,
    /** The server stood still at times. */
    PAUSES,
    /** Requests failed for other reasons than load. */
    FAILURES,
    /** Nothing: all that was asked for was served. */
    NOTHING,
    /** Two candidates are within the error, or too little is known. */
    CANNOT_TELL
  }

  /**
   * One candidate.
   *
   * @param name which
   * @param utilization how full, 1 at its bound; NaN where it can't be had
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param boundPerSecond the throughput that it would allow, requests a second
   * @param evidence what was found, a sentence with figures
   */
  public record Candidate(
      Name name,
      double utilization,
      double low,
      double high,
      Optional<Double> boundPerSecond,
      String evidence) {
    /** One known to within an error either way. */
    static Candidate within(
        Name name, double utilization, double error, Optional<Double> bound, String evidence) {
      return new Candidate(
          name, utilization, utilization - error, utilization + error, bound, evidence);
    }

    /** The same, so many times as full, but no more than full by that. */
    Candidate fuller(double times) {
      double factor = Math.min(times, Math.max(1, 1 / utilization));
      return new Candidate(
          name, utilization * factor, low * factor, high * factor, boundPerSecond, evidence);
    }
  }

  /** A candidate and how it is judged: one per file. */
  interface Finder {
    /** Looks at a run; empty where the candidate does not apply. */
    Optional<Candidate> find(Evidence evidence);
  }

  /** The candidate of that name, if it was looked at. */
  public Optional<Candidate> candidate(Name wanted) {
    return candidates.stream().filter(candidate -> candidate.name() == wanted).findFirst();
  }
}
