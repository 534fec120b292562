package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Slots;

/**
 * How full the request threads of a WSGI server are: X S / (W T), throughput times service time
 * over workers times threads (the utilization law). Full slots alone are full use; with waiting
 * they are backpressure.
 */
public final class SlotUtilization implements Signature.Finder {
  private static final double FULL = 0.9;

  /** More than all slots can't be busy: settings or times are wrong. */
  public static final double IMPOSSIBLE = 1.05;

  @Override
  public Signature find(Evidence evidence) {
    Slots slots = Slots.of(evidence);
    Signature signature =
        Signature.of(
            "slot_utilization",
            "busy request threads",
            slots.utilization(),
            new double[] {slots.low(), slots.high()},
            "share",
            FULL,
            FULL,
            true,
            "X S / (W T); from 0.9 on, with a median above the uncontended one, threads are the"
                + " queue",
            slots.evidence());
    if (slots.utilization() > IMPOSSIBLE && slots.low() > 1) {
      return signature.withLevel(Signature.Level.UNKNOWN, "more than 1 is impossible");
    }
    boolean waits = Gradient.median(evidence) > 1.25 * evidence.base.p50Ms();
    return waits || Double.isNaN(slots.utilization())
        ? signature
        : signature.withLevel(Signature.Level.ABSENT, "but nobody waits");
  }
}
