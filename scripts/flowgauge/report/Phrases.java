package flowgauge.report;

import flowgauge.analyze.limit.Limiter;
import flowgauge.chart.draw.Labels;
import java.util.function.DoubleFunction;

/** Figures and verdicts in plain words. */
final class Phrases {
  private Phrases() {}

  /** The value to so many significant digits, its thousands apart. */
  static String significant(double value, int digits) {
    String plain = Labels.significant(value, digits);
    if (!Double.isFinite(value) || Math.abs(value) < 1000) {
      return plain;
    }
    int point = plain.contains(".") ? plain.indexOf('.') : plain.length();
    return "%,d".formatted(Long.parseLong(plain.substring(0, point))) + plain.substring(point);
  }

  /** A share of 0 to 1 as percent. */
  static String percent(double share) {
    if (share > 0 && share < .001) {
      return "under 0.1 %";
    }
    return Labels.significant(share * 100, share < .1 ? 1 : share < .995 ? 2 : 3) + " %";
  }

  /** An interval; an end that can't be told is left out in words. */
  static String interval(double low, double high, DoubleFunction<String> form) {
    if (!Double.isFinite(low)) {
      return Double.isFinite(high) ? "up to " + form.apply(high) : "can't be told";
    }
    return Double.isFinite(high)
        ? form.apply(low) + " to " + form.apply(high)
        : "from " + form.apply(low);
  }

  /** What the analysis found, unless it speaks of figures that can't be had. */
  static String found(String evidence) {
    return evidence.contains("NaN") || evidence.contains("Infinity")
        ? "can't be had from this run"
        : evidence;
  }

  /**
   * What limited a scenario.
   *
   * @param inferred whether slots are full that nobody told, be they threads, processes or cores
   */
  static String limit(String name, Limiter limiter, boolean inferred) {
    String full =
        limiter
            .candidate(limiter.name())
            .filter(candidate -> Double.isFinite(candidate.utilization()))
            .map(candidate -> " (" + percent(Math.min(1, candidate.utilization())) + " in use)")
            .orElse("");
    return switch (limiter.name()) {
      case SERVER_THREADS ->
          name
              + (inferred
                  ? " was limited by how much its server works on at once"
                  : " was limited by its server's request threads")
              + full;
      case SERVER_CPU -> name + " was limited by the server's CPU" + full;
      case BACKEND -> name + " was limited by its backend, which became slower under load";
      case CLIENTS ->
          name + " was limited by the simulated users, so what its server can do was not reached";
      case DRIVER -> name + " was limited by the load driver, not by the server";
      case REFUSED ->
          name + " was limited by its server's own word: it refused what came beyond its limit";
      case CONNECTIONS -> name + " was limited by the connections that its server takes";
      case PAUSES -> name + " was held up by its server's pauses";
      case FAILURES -> name + " was limited by its failures, not by how fast it answers";
      case NOTHING -> name + " served all that was asked for, so nothing limited it";
      case CANNOT_TELL -> "what limited " + name + " can't be told from this run";
    };
  }

  /** What to do next about a scenario's limit; empty for nothing. */
  static String step(String name, Limiter.Name limiter, boolean inferred) {
    return switch (limiter) {
      case SERVER_THREADS ->
          inferred
              ? "find out what "
                  + name
                  + " has so few of (workers, threads, CPU, connections to what it calls) and give it"
                  + " more: --server-pid or --server-port watches its CPU"
              : "give " + name + " more workers or threads, or serve it asynchronously";
      case SERVER_CPU -> "give " + name + " more CPU, or spend less of it per request";
      case BACKEND -> "look at the backend of " + name + " first";
      case CLIENTS -> "measure " + name + " with more users to find what it can do";
      case DRIVER -> "measure " + name + " again with a faster driver";
      case REFUSED -> "raise the limit at which " + name + " refuses, or send it less";
      case CONNECTIONS -> "let " + name + " take more connections at once";
      case PAUSES -> "find out what makes " + name + " stand still at times";
      case FAILURES -> "find out why requests to " + name + " failed";
      case NOTHING -> "";
      case CANNOT_TELL -> "";
    };
  }
}
