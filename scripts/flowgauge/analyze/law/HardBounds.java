package flowgauge.analyze.law;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What throughput can't exceed, whatever waits where. Requests a second; empty where unknown or
 * unbounded.
 *
 * <p>Source: the asymptotic bounds of operational analysis, P. J. Denning and J. P. Buzen,
 * Computing Surveys 10 (1978).
 *
 * @param slots request threads / what a request takes alone
 * @param cpu cores / CPU demand of a request, of all that share them
 * @param aloneSeconds what a request takes alone
 * @param thinkSeconds how long a user waits between requests
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HardBounds(
    Optional<Double> slots, Optional<Double> cpu, double aloneSeconds, double thinkSeconds) {

  /** Users / (what a request takes alone + wait time). */
  public double users(double users) {
    return users / (aloneSeconds + thinkSeconds);
  }

  /** The least of the bounds that do not depend on users; infinite where none is known. */
  public double server() {
    return Math.min(slots.orElse(Double.POSITIVE_INFINITY), cpu.orElse(Double.POSITIVE_INFINITY));
  }
}
