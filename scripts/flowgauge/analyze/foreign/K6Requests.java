package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.RowSink;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts k6's points together to requests: those of one stand together, {@code http_reqs} first. A
 * point's time is the request's end. Where it is a whole second, the ends of that second are spread
 * over it in the file's order.
 */
final class K6Requests implements AutoCloseable {
  /** Points of one second may stand among those of the next ones, as k6 writes in portions. */
  private static final int LATE_SECONDS = 3;

  record Point(
      String metric,
      long us,
      boolean wholeSecond,
      double value,
      String name,
      String status,
      String error,
      String errorCode) {}

  private static final class Request {
    final Point point;
    double durationMs = -1;
    double blockedMs;
    double connectingMs;
    double receivingMs;
    boolean failed;

    Request(Point point) {
      this.point = point;
    }
  }

  private final RowSink sink;
  private final TreeMap<Long, List<Request>> waiting = new TreeMap<>();
  private Request open;
  private boolean spread;
  private double mostUsers;

  K6Requests(RowSink sink) {
    this.sink = sink;
  }

  void point(Point point) throws IOException {
    switch (point.metric()) {
      case "vus" -> mostUsers = Math.max(mostUsers, point.value());
      case "dropped_iterations" -> sink.neverSent += Math.round(point.value());
      case "http_reqs" -> {
        ended();
        open = new Request(point);
      }
      default -> part(point);
    }
  }

  private void part(Point point) throws IOException {
    boolean duration = point.metric().equals("http_req_duration");
    if (open == null || duration && open.durationMs >= 0) {
      if (!duration) {
        return; // its request's beginning is not in the file
      }
      ended();
      open = new Request(point);
    }
    switch (point.metric()) {
      case "http_req_duration" -> open.durationMs = point.value();
      case "http_req_blocked" -> open.blockedMs = point.value();
      case "http_req_connecting", "http_req_tls_handshaking" -> open.connectingMs += point.value();
      case "http_req_receiving" -> open.receivingMs = point.value();
      case "http_req_failed" -> open.failed = point.value() > 0;
      default -> {
        // sending and waiting are the rest of the duration
      }
    }
  }

  private void ended() throws IOException {
    Request done = open;
    open = null;
    if (done == null || done.durationMs < 0) {
      return;
    }
    if (!done.point.wholeSecond()) {
      add(done, done.point.us());
      return;
    }
    long second = done.point.us() / 1_000_000;
    waiting.computeIfAbsent(second, s -> new ArrayList<>()).add(done);
    while (waiting.firstKey() < second - LATE_SECONDS) {
      spread(waiting.firstKey());
    }
  }

  private void spread(long second) throws IOException {
    List<Request> all = waiting.remove(second);
    for (int i = 0; i < all.size(); i++) {
      add(all.get(i), second * 1_000_000 + (2 * i + 1) * 500_000L / all.size());
    }
    spread = true;
  }

  private void add(Request done, long endUs) throws IOException {
    ForeignRow row = sink.row();
    row.endUs = endUs;
    // Blocked is the wait for a connection, connecting included; the duration begins after it.
    row.startUs = endUs - Math.round(1e3 * (done.durationMs + done.blockedMs));
    row.connectUs = Math.round(1e3 * done.connectingMs);
    row.firstByteUs = endUs - Math.round(1e3 * done.receivingMs);
    row.label = sink.label(done.point.name());
    String status = done.point.status();
    row.status = status.matches("[1-9]\\d\\d") ? Integer.parseInt(status) : -1;
    if (done.failed || row.status < 0) {
      row.outcome = row.status >= 400 ? Outcome.HTTP_ERROR : why(done.point);
    }
    sink.add();
  }

  /** By k6's error codes: 1050 a timeout, 11xx name resolution, 12xx TCP, 13xx TLS. */
  private static Outcome why(Point point) {
    String code = point.errorCode();
    return switch (code) {
      case "1050" -> Outcome.RESPONSE_TIMEOUT;
      case "1211" -> Outcome.CONNECT_TIMEOUT;
      case "1212" -> Outcome.CONNECT_REFUSED;
      case "1220" -> Outcome.CONNECTION_RESET;
      default ->
          ErrorText.outcome(point.error())
              .orElse(
                  code.matches("1[123]\\d\\d") ? Outcome.CONNECT_FAILED : Outcome.INVALID_RESPONSE);
    };
  }

  @Override
  public void close() throws IOException {
    ended();
    while (!waiting.isEmpty()) {
      spread(waiting.firstKey());
    }
    if (spread) {
      sink.coarse = true;
      sink.notes.add(
          "k6 wrote whole seconds, over which ends are spread evenly: times within a second"
              + " can't be told (--out json, or"
              + " K6_CSV_TIME_FORMAT=unix_micro, keeps them)");
    }
    if (mostUsers > 0) {
      sink.mostUsers = (int) Math.min(mostUsers, 10_000_000);
      sink.notes.add(
          "k6 does not tell its executor: virtual users are taken for a closed load; if requests"
              + " came at a rate, say --rate");
    }
  }
}
