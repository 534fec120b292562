package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Uncontended;
import java.util.ArrayList;
import java.util.List;

/** The figures that the verdict was made from, each with where it would speak for backpressure. */
final class Signs {
  private static final Sign GROWTH =
      new Sign(
          "unfinished_work",
          "growth of work that was due and not finished",
          "standard deviations",
          Surplus.SIGMAS,
          Surplus.SIGMAS,
          "a server that keeps up stays within what random arrivals and service times vary by");

  private static final Sign TURNED_AWAY =
      new Sign(
          "turned_away",
          "work that was turned away",
          "share",
          Surplus.LOST,
          Surplus.LOST,
          "refused (429, 503), timed out, not connected or never sent is unfinished work");

  private static final Sign WAITING =
      new Sign(
          "waiting_share",
          "waiting over the uncontended time",
          "ratio",
          Fullness.WAITS,
          Sign.NEVER,
          "a fifth of what a request takes alone is where waiting is told");

  private static final Sign MET =
      new Sign(
          "met_slope",
          "response time by requests met, t",
          "standard errors",
          Met.QUEUE,
          Sign.NEVER,
          "in a queue a request takes the longer the more it meets, in a slow service it does not");

  private static final Sign BUSY =
      new Sign(
          "busy_slots",
          "busy slots in the fullest moments",
          "share",
          Fullness.FULL,
          Fullness.FULL,
          "with all slots busy more users bring waiting only");

  static List<Signature> of(Evidence evidence, PiledUp piled) {
    List<Signature> signs = new ArrayList<>();
    piled.surplus.ifPresent(
        found -> {
          if (evidence.open()) {
            signs.add(growth(found));
          }
          signs.add(lost(found));
        });
    piled.waiting.ifPresent(found -> signs.add(waiting(evidence, found)));
    if (piled.met.tested()) {
      signs.add(met(piled.met));
    }
    piled.slots.ifPresent(found -> signs.add(busy(found)));
    signs.add(LittleCheck.find(evidence));
    return signs;
  }

  private static Signature growth(Surplus.Found found) {
    return GROWTH.judge(
        found.sigmas(),
        format(
            "of %.0f due from %.1f to %.1f s, %.0f more were not finished at the end than at the"
                + " start",
            found.due(), found.fromS(), found.toS(), Math.max(0, found.unfinished())));
  }

  private static Signature lost(Surplus.Found found) {
    return TURNED_AWAY.judge(
        found.due() == 0 ? 0 : found.lost() / found.due(),
        format(
            "%.0f of %.0f due from %.1f to %.1f s",
            found.lost(), found.due(), found.fromS(), found.toS()));
  }

  private static Signature waiting(Evidence evidence, Waiting found) {
    return WAITING.judge(
        found.share(),
        found.low(),
        found.high(),
        format(
            "%.0f ms beyond the %.0f ms that %s",
            found.waitedMs(), found.aloneMs(), source(evidence)));
  }

  private static String source(Evidence evidence) {
    if (evidence.reportsService()) {
      return "the server says it worked";
    }
    Uncontended.Source source = evidence.base.source();
    return switch (source) {
      case BASELINE -> "a request took alone";
      case TOLD -> "were told";
      case MET_NONE -> "requests took that met no other";
      default -> "the least contended took";
    };
  }

  private static Signature met(Met met) {
    return MET.judge(
        met.t(),
        format(
            "%.2f ms longer for each request met, so %.0f %% of the response time stands in a line",
            1e3 * met.slopeS(), 100 * Math.max(0, Math.min(1, met.lineShare()))));
  }

  private static Signature busy(Backpressure.Slots slots) {
    return BUSY.judge(
        slots.busy().orElse(Double.NaN),
        format(
            slots.told()
                ? "%.0f requests at once, as was told"
                : "about %.1f requests at once, from rate and uncontended time",
            slots.count()));
  }
}
