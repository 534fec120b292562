package flowgauge.load;

import flowgauge.load.answer.AnswerBody;
import flowgauge.load.answer.AnswerJudge;
import flowgauge.load.answer.KnownHead;
import flowgauge.load.answer.ResponseParser;
import flowgauge.load.schedule.LoadPlan;
import flowgauge.load.schedule.RunClock;
import flowgauge.load.schedule.Timers;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Sends requests, watches over those in flight and records each as it ends: the only place where a
 * row is made. Event loop only.
 */
final class Requests {
  private final RunClock clock;
  private final Timers timers;
  private final Connector connector;
  private final LoadPlan plan;
  private final ConnectionPolicy policy;
  private final long timeoutUs;
  private final boolean retryStale;
  private final Target target;
  private final ByteBuf request;
  private final boolean headRequest;
  private final ServerTimes times;
  private final SampleQueue queue;
  private final Counters counters;
  private final FirstFailures firstFailures;
  private final AnswerJudge judge;
  private final IntUnaryOperator wanted;
  private final byte[] scratch = new byte[1 << 16];
  private final ByteBuffer come = ByteBuffer.allocateDirect(1 << 12);
  private final KnownHead knownHead = new KnownHead();
  private final InFlight inFlight = new InFlight();
  private final Sample unsent = new Sample();

  private InputSource inputs; // null where all send the same
  private long nextRequest;
  private long nextConnection;
  private boolean timerSet;
  private boolean over;
  private boolean broken;
  private long inFlightMicros;
  private long inFlightSinceUs;

  Requests(
      RunClock clock,
      Timers timers,
      Connector connector,
      LoadPlan plan,
      Asked asked,
      SampleQueue queue,
      Counters counters) {
    this.clock = clock;
    this.timers = timers;
    this.connector = connector;
    this.plan = plan;
    this.policy = ConnectionPolicy.of(plan.profile().connections());
    this.timeoutUs = plan.profile().timeout().toNanos() / 1_000;
    this.retryStale = plan.profile().retryStale();
    this.target = asked.target();
    this.request = asked.bytes();
    this.headRequest = target.method().equals("HEAD");
    this.times = asked.times();
    this.queue = queue;
    this.counters = counters;
    this.firstFailures = new FirstFailures(target, times.required());
    this.judge = new AnswerJudge(times.required());
    this.wanted = firstFailures::wanted;
  }

  void numberFrom(RequestNumbers first) {
    nextRequest = first.request();
    nextConnection = first.connection();
  }

  RequestNumbers numbers() {
    return new RequestNumbers(nextRequest, nextConnection);
  }

  RunClock clock() {
    return clock;
  }

  byte[] scratch() {
    return scratch;
  }

  /** Where what a socket holds is read to. */
  ByteBuffer come() {
    return come;
  }

  int inFlight() {
    return inFlight.size();
  }

  /** When each in flight was sent, microseconds. */
  long[] inFlightSince() {
    return inFlight.since();
  }

  /** Takes bodies from a file; once all that are to be sent are, nothing is sent any more. */
  void take(InputSource source) {
    inputs = source;
  }

  /** Sends a request now that was due at {@code intendedUs}. */
  void send(Exchange exchange, long intendedUs) {
    if (inputs != null && inputs.used()) {
      return;
    }
    long nowUs = clock.nowUs();
    exchange.start(nextRequest++, intendedUs, nowUs, inFlight.size() + 1, plan.at(nowUs));
    if (inputs != null) {
      exchange.input = inputs.next();
      exchange.row.set(Column.INPUT, inputs.line(exchange.input));
    }
    weigh(nowUs);
    inFlight.add(exchange);
    counters.sent(nowUs - intendedUs);
    setTimer();
    HttpConnection idle = policy.take(exchange);
    if (idle != null) {
      idle.lieIdle(false);
    }
    if (idle != null && idle.usable(nowUs)) {
      carry(idle, exchange);
    } else {
      connect(exchange);
    }
  }

  private void carry(HttpConnection connection, Exchange exchange) {
    if (inputs == null) {
      connection.send(exchange, request, headRequest);
    } else {
      connection.send(exchange, inputs);
    }
  }

  /** Records an arrival that found no slot. */
  void notSent(long intendedUs) {
    if (inputs != null && inputs.used()) {
      return;
    }
    long nowUs = clock.nowUs();
    counters.notSent();
    queue.put(
        unsent
            .clear()
            .set(Column.REQUEST, nextRequest++)
            .set(Column.INTENDED_US, intendedUs)
            .set(Column.END_US, nowUs)
            .set(Column.IN_FLIGHT, inFlight.size())
            .set(Outcome.NOT_SENT)
            .set(plan.at(intendedUs)));
  }

  private void connect(Exchange exchange) {
    HttpConnection opening =
        new HttpConnection(
            this,
            nextConnection++,
            new AnswerBody(times, target.expectations(), target.content()),
            knownHead,
            wanted);
    exchange.row.on(opening.id(), false, Sample.ABSENT);
    long number = exchange.row.request();
    long fromUs = clock.nowUs();
    connector.open(
        opening,
        failure -> {
          if (over || exchange.row.request() != number) {
            if (failure == null) {
              counters.opened(); // its close is counted too
            }
            opening.abandon(); // it timed out meanwhile
          } else if (failure == null) {
            counters.opened();
            exchange.row.set(Column.CONNECT_US, clock.nowUs() - fromUs);
            carry(opening, exchange);
          } else {
            firstFailures.unconnected(failure, connector.lastFailure(), clock.nowUs());
            end(exchange, failure, null, clock.nowUs());
          }
        });
  }

  /** A whole response came. */
  void answered(
      Exchange exchange,
      HttpConnection connection,
      boolean reusable,
      ResponseParser response,
      long endUs) {
    if (reusable && !connection.lieIdle(policy.give(exchange, connection))) {
      connection.abandon();
    }
    end(exchange, judge.judge(response.status(), connection.body(), exchange.row), response, endUs);
  }

  /** The server ended TLS ahead of any answer on a connection of which that is the first. */
  void refused(Throwable cause) {
    connector.failed(cause);
  }

  /** The connection failed under a request. */
  void failed(Exchange exchange, Outcome outcome, ResponseParser response, long endUs) {
    boolean stale =
        exchange.row.reused()
            && exchange.row.firstByteUs() == Sample.ABSENT
            && (outcome == Outcome.REMOTE_CLOSED || outcome == Outcome.CONNECTION_RESET);
    if (stale && retryStale && exchange.row.retries() == 0) {
      exchange.forgetConnection();
      exchange.row.set(Column.RETRIES, 1);
      connect(exchange);
      return;
    }
    if (response.fault() != null) {
      judge.fault(response.fault());
    }
    end(exchange, outcome, response, endUs);
  }

  /** The driver itself can't go on: the run ends. */
  void broken(VirtualMachineError why) {
    broken = true;
    timers.in(
        0,
        () -> {
          throw why;
        });
  }

  /** Whether a connection that closes may have been closed for want of memory here. */
  boolean broken() {
    return broken;
  }

  /** A connection is gone, whoever closed it. */
  void closed(HttpConnection connection) {
    if (connection.liesIdle()) {
      policy.gone(connection);
    }
    counters.closed();
  }

  /** What came is no HTTP: the first bytes of the scratch buffer. */
  void malformed(int bytes, int status, long nowUs) {
    firstFailures.malformed(scratch, bytes, status, nowUs);
  }

  private void end(Exchange exchange, Outcome outcome, ResponseParser response, long endUs) {
    weigh(endUs);
    firstFailures.answered(outcome, response, endUs);
    inFlight.remove(exchange);
    exchange.row.set(Column.END_US, endUs).set(outcome);
    if (response != null && response.status() > 0) {
      exchange
          .row
          .set(Column.STATUS, response.status())
          .set(Column.RESPONSE_BYTES, response.bodyBytes());
    }
    if (exchange.carrier != null) {
      exchange.carrier.body().into(exchange.row, endUs, outcome == Outcome.OK);
    }
    queue.put(exchange.row);
    exchange.carrier = null;
    counters.ended(outcome);
    if (!over) {
      exchange.owner.over(exchange, endUs);
    }
  }

  private void weigh(long nowUs) {
    inFlightMicros += inFlight.size() * (nowUs - inFlightSinceUs);
    inFlightSinceUs = nowUs;
  }

  /** What there is to say of the last answer that was not as expected; null if all were. */
  String remark() {
    return judge.remark();
  }

  /** The first failure of each kind, in the order in which they came. */
  List<FirstFailure> firstFailures() {
    return firstFailures.found();
  }

  /** The integral of the requests in flight over time, in request-microseconds. */
  long inFlightMicros() {
    return inFlightMicros;
  }

  private void setTimer() {
    if (!timerSet && inFlight.first() != null) {
      timerSet = true;
      long inUs = inFlight.first().row.sentUs() + timeoutUs - clock.nowUs();
      timers.in(inUs, this::timeOut);
    }
  }

  private void timeOut() {
    timerSet = false;
    long nowUs = clock.nowUs();
    for (Exchange first = inFlight.first();
        first != null && nowUs - first.row.sentUs() >= timeoutUs;
        first = inFlight.first()) {
      boolean connecting = first.carrier == null;
      drop(first, connecting ? Outcome.CONNECT_TIMEOUT : Outcome.RESPONSE_TIMEOUT, nowUs);
    }
    if (!over) {
      setTimer();
    }
  }

  /** Ends what is in flight as unfinished; nothing is recorded afterwards. */
  void endRun(long endUs) {
    over = true;
    while (inFlight.first() != null) {
      drop(inFlight.first(), Outcome.UNFINISHED, endUs);
    }
  }

  private void drop(Exchange exchange, Outcome outcome, long endUs) {
    HttpConnection carrier = exchange.carrier;
    if (carrier != null) {
      carrier.abandon();
    }
    long number = exchange.row.request();
    end(exchange, outcome, null, endUs);
    if (exchange.row.request() == number) {
      exchange.row.set(
          Column.REQUEST, Sample.ABSENT); // a connect that still comes through is not for it
    }
  }
}
