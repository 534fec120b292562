package flowgauge.bench;

import flowgauge.bench.plan.BenchException;
import flowgauge.load.FirstRequest;
import flowgauge.load.LoadException;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Outcome;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.ServerTimes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One request ahead of the load, so that a mistake shows before minutes are spent on it. */
final class Preflight {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What it found.
   *
   * @param scenario with the server's times where nobody told them and its answer has them
   * @param line what there is to say
   */
  record Found(Scenario scenario, Optional<String> line) {}

  private Preflight() {}

  /**
   * Sends it, and says a warning if its answer was none, or not one that a measurement wants.
   *
   * @throws BenchException if there was no connection, or what is the user's own answered with an
   *     error
   */
  static Found check(URI base, Scenario scenario, LoadProfile load)
      throws BenchException, LoadException, IOException, InterruptedException {
    Duration patience = least(load.timeout(), PATIENCE);
    boolean told = !scenario.times().equals(ServerTimes.NONE);
    ServerTimes times = told ? scenario.times() : ServerTimes.USUAL_METRICS;
    FirstRequest first = FirstRequest.send(base, scenario.target(), times, load, patience);
    if (!told && first.outcome() == Outcome.OK && first.status() < 300) {
      Optional<String> metric =
          first.nodeTime()
              ? times.nodePointer()
              : first.backendTime() ? times.backendPointer() : Optional.empty();
      return new Found(
          metric
              .map(found -> new ServerTimes(Optional.of(found), Optional.empty(), 0, false))
              .map(scenario::reporting)
              .orElse(scenario),
          metric.map(
              found ->
                  "its answers have the server's own time, %s, which is taken (--node-time names"
                          .formatted(found)
                      + " another)"));
    }
    return new Found(scenario, remark(base, scenario, load, first, patience));
  }

  private static Optional<String> remark(
      URI base, Scenario scenario, LoadProfile load, FirstRequest first, Duration patience)
      throws BenchException, LoadException, IOException, InterruptedException {
    String where = shown(base, scenario.target().path());
    if (first.outcome() == Outcome.HTTP_ERROR && (first.status() == 400 || first.status() == 422)) {
      InputCheck.check(base, scenario, load); // it names the line and what that lacks
    }
    return switch (first.outcome()) {
      case OK ->
          first.status() >= 300 && first.status() < 400
              ? Optional.of(
                  ("a first request to %s was answered with status %d, a redirect, which is not"
                          + " followed: measure the address that it leads to")
                      .formatted(where, first.status()))
              : first
                  .why()
                  .map(
                      what ->
                          ("a first request to %s got an answer that %s: it counts as a success"
                                  + " without a time")
                              .formatted(where, what));
      case HTTP_ERROR ->
          warned(
              scenario,
              "a first request to %s was answered with %s\n  expect failures%s"
                  .formatted(
                      where,
                      first.failure().map(FirstFailure::words).orElse("status " + first.status()),
                      hint(first.status(), scenario)));
      case CONNECT_REFUSED ->
          throw new BenchException(
              where + " can't be reached: check that the server runs and the address is right");
      case CONNECT_TIMEOUT ->
          throw new BenchException(
              "%s can't be reached: no connection within %s"
                  .formatted(where, seconds(least(load.connectTimeout(), patience))));
      case CONNECT_FAILED ->
          throw new BenchException(
              where + " can't be reached: " + first.why().orElse("the connection failed"));
      case RESPONSE_TIMEOUT, UNFINISHED, NOT_SENT ->
          Optional.of(
              "a first request to %s had no whole answer within %s: expect failures"
                  .formatted(where, seconds(patience)));
      case CONNECTION_RESET, REMOTE_CLOSED ->
          Optional.of(
              "a first request to %s got no whole answer, the server %s: expect failures"
                  .formatted(
                      where,
                      first.outcome() == Outcome.CONNECTION_RESET
                          ? "reset the connection"
                          : "closed the connection"));
      case INVALID_RESPONSE, UNEXPECTED_ANSWER, STREAM_CUT ->
          Optional.of(
              "a first request to %s got an answer that %s: expect failures"
                  .formatted(where, first.why().orElse("is not valid HTTP")));
    };
  }

  /** A warning; of the user's own, which can be mended, an end. */
  private static Optional<String> warned(Scenario scenario, String text) throws BenchException {
    if (scenario.url().isEmpty() && scenario.startable().own().isPresent()) {
      String advice = scenario.startable().advice(text);
      throw new BenchException(
          scenario.name()
              + ": "
              + text.replaceAll("\n.*", "")
              + (advice.isEmpty() ? "; mend it, or ask it something else with --body" : advice));
    }
    return Optional.of(text);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What the status of an answer most often comes from. */
  private static String hint(int status, Scenario scenario) {
    if (scenario.url().isEmpty()) {
      return "; the server's log is in the run's folder";
    }
    boolean body = scenario.target().body().length > 0 || scenario.target().inputs().isPresent();
    return switch (status) {
      case 401, 403 -> ": who may call is told with --header 'Authorization: env:VAR'";
      case 404 ->
          scenario.target().path().matches("/?([?].*)?")
              ? ": the URL has no path; pf-serve's is /score"
              : ": check the URL's path; pf-serve's is /score";
      case 400, 405, 411, 415, 422 ->
          body
              ? ": check --body or --data, --method and the Content-Type (--header 'Content-Type: ...')"
              : ": it may want a body, as --body request.json or --body '{\"question\": \"...\"}'";
      default -> "";
    };
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    return seconds == Math.rint(seconds) ? "%.0f s".formatted(seconds) : "%s s".formatted(seconds);
  }

  /** An address without what may be secret in it. */
  private static String shown(URI base, String path) {
    return base.getScheme()
        + "://"
        + base.getRawAuthority().replaceAll("^.*@", "")
        + path.replaceAll("[?].*", "");
  }
}
