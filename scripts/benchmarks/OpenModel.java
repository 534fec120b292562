import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether an open load's requests are sent when they are due, and all of them. The slow load takes
 * turns with a thread that only wakes up as often: that is the machine's own lateness.
 */
final class OpenModel implements Setting.Part {
  private static final double SLOW = 1_000;
  private static final double FAST = 20_000;

  private final List<Double> p50 = new ArrayList<>();
  private final List<Double> p99 = new ArrayList<>();
  private final List<Double> p99_9 = new ArrayList<>();
  private final List<Double> most = new ArrayList<>();
  private final List<Double> idleP99 = new ArrayList<>();
  private final List<Double> idleP99_9 = new ArrayList<>();

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    Setting.say("open model at %,.0f and %,.0f req/s", SLOW, FAST);
    for (int round = 1; round <= setting.runs(); round++) {
      slow(setting);
      WakeUps.Figures idle = WakeUps.measure(setting, setting.seconds());
      idleP99.add((double) idle.p99());
      idleP99_9.add((double) idle.p99_9());
      Setting.say(
          "round %d of %d: p99.9 %,.0f us late, a thread that only wakes up %,d",
          round, setting.runs(), p99_9.get(round - 1), idle.p99_9());
    }
    String late = "us late against the schedule, at 1,000 req/s: ";
    findings.figure("open_1000_lateness_p50_us", median("p50", p50, findings), spread(late, p50));
    findings.atMost(
        "open_1000_lateness_p99_us", median("p99", p99, findings), 1_000, spread(late, p99));
    findings.atMost(
        "open_1000_lateness_p99_9_us",
        median("p99_9", p99_9, findings),
        3_000,
        spread(late, p99_9));
    findings.figure("open_1000_lateness_max_us", median("max", most, findings), spread(late, most));
    String floor = "us late of a thread that only wakes up, 1,000 times/s: ";
    findings.figure("wake_up_lateness_p99_us", Findings.median(idleP99), spread(floor, idleP99));
    findings.figure(
        "wake_up_lateness_p99_9_us", Findings.median(idleP99_9), spread(floor, idleP99_9));
    fast(setting, findings);
  }

  private void slow(Setting setting) throws IOException, InterruptedException, BenchmarkException {
    DrivenLoad.Figures figures =
        setting.driver().open(setting.server().uri(), SLOW, setting.seconds());
    p50.add((double) figures.latenessUs().get("p50"));
    p99.add((double) figures.latenessUs().get("p99"));
    p99_9.add((double) figures.latenessUs().get("p99_9"));
    most.add((double) figures.latenessUs().get("max"));
  }

  private static double median(String name, List<Double> values, Findings findings) {
    findings.runs("open_1000_lateness_" + name + "_us", values);
    return Findings.median(values);
  }

  private static String spread(String what, List<Double> values) {
    return what + Findings.spread(values);
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
