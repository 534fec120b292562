import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether an open load's requests are sent when they are due, and all of them. The slow load takes
 * turns with a thread that only wakes up as often: that is the machine's own lateness.
 */
final class OpenModel implements Setting.Part {
  private static final double SLOW = 1_000;
  private static final double FAST = 20_000;

  private final List<DrivenLoad.Figures> slow = new ArrayList<>();
  private final List<WakeUps.Figures> idle = new ArrayList<>();

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    Setting.say("open model at %,.0f and %,.0f req/s", SLOW, FAST);
    for (int round = 0; round < setting.runs(); round++) {
      slow.add(setting.driver().open(setting.server().uri(), SLOW, setting.seconds()));
      idle.add(WakeUps.measure(setting, setting.seconds()));
      Setting.say(
          "round %d of %d: p99.9 %,d us late, a thread that only wakes up %,d",
          round + 1,
          setting.runs(),
          slow.get(round).latenessUs().get("p99_9"),
          idle.get(round).p99_9());
    }
    late(findings, "p50", Double.POSITIVE_INFINITY);
    late(findings, "p99", 1_000);
    late(findings, "p99_9", 3_000);
    late(findings, "max", Double.POSITIVE_INFINITY);
    wakeUps(findings, "p99", WakeUps.Figures::p99);
    wakeUps(findings, "p99_9", WakeUps.Figures::p99_9);
    fast(setting, findings);
  }

  private void late(Findings findings, String what, double most) {
    List<Double> values = slow.stream().map(run -> (double) run.latenessUs().get(what)).toList();
    String name = "open_1000_lateness_" + what + "_us";
    String spread = "us late against the schedule, at 1,000 req/s: " + Findings.spread(values);
    findings.runs(name, values);
    if (Double.isFinite(most)) {
      findings.atMost(name, Findings.median(values), most, spread);
    } else {
      findings.figure(name, Findings.median(values), spread);
    }
  }

  private void wakeUps(Findings findings, String what, ToDoubleFunction<WakeUps.Figures> of) {
    List<Double> values = idle.stream().map(of::applyAsDouble).toList();
    findings.figure(
        "wake_up_lateness_" + what + "_us",
        Findings.median(values),
        "us late of a thread that only wakes up, 1,000 times/s: " + Findings.spread(values));
  }

  private static void fast(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    DrivenLoad.Figures fast =
        setting.driver().open(setting.server().uri(), FAST, setting.seconds());
    findings.atMost(
        "open_20000_missing_share",
        Math.abs(1 - fast.sent() / (FAST * setting.seconds())),
        0.01,
        "%,d sent at 20,000 req/s for %d s".formatted(fast.sent(), setting.seconds()));
    findings.figure(
        "open_20000_lateness_p99_us",
        fast.latenessUs().get("p99"),
        "us late; verdict on the driver: "
            + fast.verdict().verdict().name().toLowerCase(Locale.ROOT));
  }
}
