package flowgauge.analyze.backpressure;

import flowgauge.analyze.backpressure.Backpressure.Slots;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Alone;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Still;
import flowgauge.analyze.evidence.Uncontended;
import flowgauge.analyze.evidence.Window;
import java.util.Optional;

/**
 * Whether work piled up, by the definitions: saturated where for 5 s or a tenth of the load work
 * came in faster than it was finished, or, of users who wait for answers, where all that serves was
 * busy and more users brought waiting only; onset where requests waited by a fifth of their
 * uncontended time or more; none else.
 */
final class PiledUp {
  /** With fewer responses nothing is said. */
  static final double FEWEST = 30;

  /** A line that is less of the response time than this is none that matters. */
  private static final double LINE = 0.15;

  /** A line this short is not what let requests take longer by far more. */
  private static final double SHORT = 0.2;

  /** With a line that is more, requests do little but stand in it. */
  private static final double MOSTLY = 0.5;

  /** Standard errors of both witnesses together, for a queue: 1 in 100 by chance. */
  private static final double TOGETHER = 2.5;

  /** Of one witness alone: 1 in 20, as most of what it tells lies far from the border. */
  private static final double ALONE = 1.6;

  private static final double MOST_SIGMAS = 4;

  /** Slots that nobody told are known to a whole one: users have to be more by more than that. */
  private static final double BEYOND_SLOTS = 1.5;

  /** Nothing was finished for so long, */
  private static final double STUCK_S = 5;

  /** while so many of all users waited. */
  private static final double STUCK = 0.9;

  /** What holds for a part of the load shows in all of it. */
  private static final double LEAST_OVERALL = 0.02;

  final Verdict verdict;
  final Optional<Waiting> waiting;
  final Met met;

  /** The same within the stretch in which requests took at least twice their uncontended time. */
  private final Met contended;

  final Optional<Surplus.Found> surplus;
  final Optional<Slots> slots;

  /** A stretch in which nearly all users waited and nothing was finished. */
  final Optional<Still> stuck;

  /** Throughput against in flight, where nothing else tells. */
  final Flat flat;

  double fromS = Double.NaN;
  double toS = Double.NaN;

  final Evidence evidence;
  private final double inFlight;
  private final boolean allAlong;

  PiledUp(Evidence evidence) {
    this.evidence = evidence;
    this.waiting = Waiting.of(evidence);
    double perSecond = 0;
    double flying = 0;
    for (Window window : evidence.windows) {
      perSecond += window.completed() / evidence.judgedSeconds();
      flying += window.inFlight() * window.length() / evidence.judgedSeconds();
    }
    this.inFlight = flying;
    this.met =
        WithinMoment.of(
            evidence, evidence.fromSeconds(), evidence.loadEndSeconds, inFlight, perSecond);
    this.contended = evidence.focus.contended() ? WithinMoment.contended(evidence) : met;
    this.surplus =
        evidence.samples == null || evidence.failsAlone()
            ? Optional.empty()
            : Optional.of(Surplus.find(evidence, serviceSeconds(), evidence.serviceVariation()));
    Fullness.Found full = evidence.open() ? null : Fullness.find(evidence);
    this.flat = Flat.of(evidence.windows);
    this.allAlong = AllAlong.longer(evidence);
    this.stuck =
        Still.of(evidence).stream()
            .filter(still -> still.seconds() >= Math.max(STUCK_S, evidence.lastingSeconds()))
            .filter(still -> !evidence.open() && !evidence.failsAlone())
            .filter(still -> still.inFlight() >= STUCK * evidence.mostUsers())
            .findFirst();
    this.slots = slots(full);
    this.verdict = verdict(full);
  }

  private double serviceSeconds() {
    double ms = waiting.map(Waiting::aloneMs).orElse(evidence.base.meanMs());
    return Double.isNaN(ms) ? 0 : ms / 1e3;
  }

  private Optional<Slots> slots(Fullness.Found full) {
    if (evidence.slots() > 0) {
      Optional<Double> busy =
          full == null || Double.isNaN(full.busy()) ? Optional.empty() : Optional.of(full.busy());
      return Optional.of(new Slots(evidence.slots(), true, busy));
    }
    boolean known = evidence.base.known() || evidence.reportsService();
    if (full != null && known && full.slots() > 0 && !noQueue()) {
      return Optional.of(new Slots(full.slots(), false, Optional.of(full.busy())));
    }
    return Optional.empty();
  }

  private Verdict verdict(Fullness.Found full) {
    double completed = evidence.windows.stream().mapToDouble(Window::completed).sum();
    double lost = surplus.map(Surplus.Found::lost).orElse(0.0);
    if (stuck.isPresent()) {
      fromS = stuck.get().fromSeconds();
      toS = stuck.get().toSeconds();
      return Verdict.SATURATED;
    }
    if (completed < FEWEST && lost < FEWEST) {
      return Verdict.CANNOT_TELL;
    }
    if (surplus.filter(this::overloads).isPresent()) {
      fromS = surplus.get().fromS();
      toS = surplus.get().toS();
      return Verdict.SATURATED;
    }
    Optional<double[]> behind = evidence.open() ? Behind.find(evidence) : Optional.empty();
    if (behind.isPresent() && !met.noQueue(2 * LINE) && !slowerOnly(behind.get()[1])) {
      fromS = behind.get()[0];
      toS = behind.get()[1];
      return Verdict.SATURATED;
    }
    if (roomForAll()) {
      return Verdict.NONE;
    }
    boolean known = evidence.base.known() || evidence.reportsService();
    boolean told = known || evidence.slots() > 0;
    if (full != null && told && full.lasts(evidence.lastingSeconds()) && sure(full)) {
      fromS = full.fromS();
      toS = full.toS();
      return Verdict.SATURATED;
    }
    Verdict waited = known && waiting.isPresent() ? waited() : unknown(full);
    if (waited == Verdict.ONSET
        && known
        && !evidence.open()
        && Waiting.linedUp(halfS(), evidence)) {
      fromS = halfS();
      toS = evidence.loadEndSeconds;
      return Verdict.SATURATED;
    }
    return waited;
  }

  private double halfS() {
    return evidence.fromSeconds() + evidence.judgedSeconds() / 2;
  }

  /**
   * Whether requests took no longer for others that they met. Users who wait for answers fall into
   * step, and then what one meets says little: where in flight grew and throughput did not, and the
   * server alone is after the load as it was before it, there was a queue.
   */
  private boolean noQueue() {
    boolean gone =
        !evidence.open()
            && evidence.samples != null
            && evidence.base.after().count() >= 3
            && !evidence.base.changed()
            && waiting.filter(w -> w.low() >= Waiting.TWICE).isPresent()
            && flat.verdict() == Verdict.SATURATED;
    return met.noQueue(LINE) && !gone && !allAlong && (!apart() || contended.noQueue(2 * LINE));
  }

  /** Whether that many answers can't have taken so long without a queue. */
  private boolean sure(Fullness.Found full) {
    if (evidence.slots() == 0
        && full.slots() >= 2
        && evidence.mostUsers() < full.slots() + BEYOND_SLOTS) {
      return false;
    }
    boolean less = waiting.filter(w -> w.share() < LEAST_OVERALL).isPresent();
    if (noQueue() || unseen() || less && evidence.slots() == 0) {
      return false;
    }
    if (met.t() > TOGETHER && met.lineShare() - 2 * met.lineError() > MOSTLY) {
      return true;
    }
    if (evidence.reportsService() || evidence.samples == null || allAlong) {
      return true;
    }
    if (evidence.slots() == 0 && Math.log1p(full.waiting()) < 2 * changeError()) {
      return false;
    }
    double variation = Math.max(evidence.base.variation(), Waiting.variation(evidence));
    double error = (1 + full.waiting()) * Math.sqrt(variation / Math.max(1, full.completed()));
    return full.waiting() > 2 * error;
  }

  /** The relative error of how much the service changed, by what it took alone before and after. */
  private double changeError() {
    Alone before = evidence.base.before();
    Alone after = evidence.base.after();
    return before.count() < 3 || after.count() < 3
        ? 0
        : Math.hypot(before.errorMs() / before.meanMs(), after.errorMs() / after.meanMs());
  }

  /** Whether users are no more than slots: none can wait for one. */
  private boolean roomForAll() {
    return !evidence.open() && evidence.mostUsers() <= Math.max(1, evidence.slots());
  }

  /** Whether work that was not finished is a queue or turned away, and not a slower service. */
  private boolean overloads(Surplus.Found found) {
    if (found.turnedAway() && TurnedAway.byLoad(evidence, found)) {
      return true;
    }
    if (!evidence.open() || !found.overload()) {
      return false;
    }
    double length = found.toS() - found.fromS();
    Met there =
        WithinMoment.of(
            evidence, found.fromS(), found.toS(), inFlight(found), found.due() / length);
    if (there.queue() || met.queue()) {
      return true;
    }
    if (there.noQueue(2 * LINE)) {
      return false;
    }
    return !slowerOnly(found.toS());
  }

  /** Slow by itself, as the baseline behind the load says, too. */
  private boolean slowerOnly(double toS) {
    return evidence.base.changed() && responseAt(toS) <= 1.4 * evidence.base.highMs();
  }

  private double inFlight(Surplus.Found stretch) {
    return evidence.windows.stream()
        .filter(w -> w.seconds() + w.length() > stretch.fromS() && w.seconds() < stretch.toS())
        .mapToDouble(Window::inFlight)
        .average()
        .orElse(0);
  }

  private double responseAt(double seconds) {
    double found = Double.NaN;
    for (Window window : evidence.windows) {
      if (window.completed() > 0 && window.seconds() < seconds) {
        found = window.meanMs();
      }
    }
    return found;
  }

  /**
   * Two witnesses: the response time beyond the uncontended one, and what requests met. Each weighs
   * as many standard errors as it has, so that one that can't tell leaves it to the other.
   */
  private Verdict waited() {
    Waiting found = waiting.orElseThrow();
    boolean reported = evidence.reportsService();
    boolean metNone = evidence.base.source() == Uncontended.Source.MET_NONE;
    if (!reported && unseen()) {
      return Verdict.CANNOT_TELL;
    }
    if (found.share() < Fullness.WAITS) {
      return Verdict.NONE;
    }
    if (!reported && (noQueue() || metNone && met.noLine(LINE))) {
      return Verdict.NONE;
    }
    if (reported || met.queue() || allAlong) {
      return Verdict.ONSET;
    }
    if (evidence.open() && met.noLine(Math.min(SHORT, found.share() / (1 + found.share()) / 2))) {
      return Verdict.NONE;
    }
    double error = Math.max(1e-3, (found.share() - found.low()) / 2);
    double beyond = Math.min(MOST_SIGMAS, (found.share() - Fullness.WAITS) / error);
    return met.tested() && beyond + met.t() > TOGETHER || !met.tested() && beyond > ALONE
        ? Verdict.ONSET
        : found.heldUp(evidence) ? Verdict.CANNOT_TELL : Verdict.NONE;
  }

  /**
   * Whether the stretch in which requests took twice as long as alone has to speak for itself: that
   * there was no queue at other times is no witness of it.
   */
  private boolean apart() {
    return !evidence.open() && evidence.focus.contended() && !evidence.base.changed();
  }

  /** Whether what requests met in such a stretch tells nothing. */
  private boolean unseen() {
    return apart()
        && !allAlong
        && met.noQueue(LINE)
        && !contended.noQueue(2 * LINE)
        && !(contended.t() >= ALONE);
  }

  /** What a request takes alone is not known: only what it met can tell. */
  private Verdict unknown(Fullness.Found fullness) {
    if (evidence.samples == null || !met.tested()) {
      return flat.verdict();
    }
    boolean line = met.queue() && met.lineShare() >= LINE;
    if (line && fullness != null && met.lineShare() - 2 * met.lineError() > MOSTLY) {
      boolean full = flat.verdict() == Verdict.SATURATED || met.standing(inFlight);
      return full ? Verdict.SATURATED : Verdict.ONSET;
    }
    if (line) {
      return Verdict.ONSET;
    }
    // Users who never rest meet as many others at any time: then what they met says nothing.
    return evidence.open() || met.noLine(LINE) ? Verdict.NONE : flat.verdict();
  }
}
