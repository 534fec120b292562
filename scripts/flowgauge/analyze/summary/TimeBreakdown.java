package flowgauge.analyze.summary;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Split;
import flowgauge.analyze.summary.TimeBreakdown.Part;
import flowgauge.record.ScenarioInfo;
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

  /** Of a run with samples. */
  public static TimeBreakdown of(Accumulator samples, ScenarioInfo scenario) {
    Split split = samples.split();
    if (split.with > 0) {
      double mean = split.responseUs / 1e3 / split.with;
      String basis =
          scenario.server().nodePointer().isPresent()
              ? format(
                  "times in the responses; the fan-out counts as the %.0f ms that it is set to",
                  scenario.server().fanOutSeconds() * 1e3)
              : "the backend's time in the responses";
      if (split.without > 0) {
        basis += format("; %,d responses carry none and are left out", split.without);
      }
      return new TimeBreakdown(
          true,
          basis,
          split.with,
          mean,
          List.of(
              part("connect", split.connectUs, split.with, mean),
              part("waiting", split.waitingUs, split.with, mean),
              part("nodes", split.nodesUs, split.with, mean),
              part("backend", split.backendUs, split.with, mean),
              part("transfer", split.transferUs, split.with, mean)));
    }
    long count = split.without;
    double mean = split.withoutResponseUs / 1e3 / count;
    if (count > 0 && split.withoutLeastUs <= 0) {
      return new TimeBreakdown(
          false,
          "the server reports no times, and the shortest successful response is rounded to 0 ms",
          count,
          mean,
          List.of());
    }
    double floorUs = (double) split.withoutLeastUs * count;
    double waitingUs = split.withoutResponseUs - split.withoutConnectUs - floorUs;
    return new TimeBreakdown(
        false,
        "the server reports no times: the shortest successful response stands in for its work",
        count,
        mean,
        count == 0
            ? List.of()
            : List.of(
                part("connect", split.withoutConnectUs, count, mean),
                part("floor", floorUs, count, mean),
                part("waiting", waitingUs, count, mean)));
  }

  private static Part part(String name, double us, long count, double mean) {
    double ms = us / 1e3 / count;
    return new Part(name, ms, mean > 0 ? ms / mean : 0);
  }
}
