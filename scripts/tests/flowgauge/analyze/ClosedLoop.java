package flowgauge.analyze;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;

/** Users who ask, wait for their answer, rest, and ask again, as rows of samples. */
final class ClosedLoop {
  /** How a request ends. */
  record Answer(double atS, boolean ok) {}

  /** What is asked, in the order of asking. */
  interface Server {
    /**
     * Answers a request.
     *
     * @param others in flight as it comes
     */
    Answer to(double atS, int others);
  }

  private record Asked(double at, int user) {}

  private ClosedLoop() {}

  /**
   * The rows of all that is asked until a moment, numbered from 1.
   *
   * @param spawnRate users a second, from another moment on
   */
  static StringBuilder rows(
      int users,
      double spawnRate,
      double fromS,
      double untilS,
      DoubleSupplier restS,
      Server server) {
    PriorityQueue<Asked> asked = new PriorityQueue<>(Comparator.comparingDouble(Asked::at));
    for (int user = 0; user < users; user++) {
      asked.add(new Asked(fromS + user / spawnRate, user));
    }
    PriorityQueue<Double> flying = new PriorityQueue<>();
    StringBuilder rows = new StringBuilder();
    for (long number = 1; asked.peek().at() < untilS; number++) {
      Asked next = asked.poll();
      while (!flying.isEmpty() && flying.peek() <= next.at()) {
        flying.poll();
      }
      Answer answer = server.to(next.at(), flying.size());
      flying.add(answer.atS());
      rows.append(
          Runs.row(
              number,
              next.user(),
              next.at(),
              answer.atS(),
              flying.size(),
              answer.ok() ? "ok" : "http_error",
              answer.ok() ? 200 : 500,
              "steady"));
      asked.add(new Asked(answer.atS() + restS.getAsDouble(), next.user()));
    }
    return rows;
  }
}
