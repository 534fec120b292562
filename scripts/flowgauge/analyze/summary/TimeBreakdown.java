package flowgauge.analyze.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Where the response time of successful responses went, warm-up left out.
 *
 * @param reported whether the server reports times of its own; if not, the shortest response time
 *     stands in for its work, and what is above counts as waiting
 * @param basis in words, what the parts rest on
 * @param requests how many requests it is the mean of
 * @param meanMs their mean response time, milliseconds
 * @param parts connect, waiting, nodes, backend, transfer; or connect, floor, waiting
 */
public record TimeBreakdown(
    boolean reported, String basis, long requests, double meanMs, List<Part> parts) {

  /**
   * A part.
   *
   * @param name {@code connect}, {@code waiting}, {@code nodes}, {@code backend}, {@code transfer}
   *     or {@code floor}
   * @param meanMs milliseconds per request
   * @param share of the mean response time, 0 to 1
   */
  public record Part(String name, double meanMs, double share) {}

  /** The share of a part, 0 for one that is not there. */
  public double share(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .mapToDouble(Part::share)
        .findFirst()
        .orElse(0);
  }
}
