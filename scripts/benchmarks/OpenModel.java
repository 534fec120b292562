import java.io.IOException;

/** Whether an open load's requests are sent when they are due, and all of them. */
final class OpenModel implements Setting.Part {
  private static final double SLOW = 1_000;
  private static final double FAST = 20_000;

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    Setting.say("open model at %,.0f and %,.0f req/s", SLOW, FAST);
    DrivenLoad.Figures slow =
        setting.driver().open(setting.server().uri(), SLOW, setting.seconds());
    String late = "us late against the schedule, at 1,000 req/s";
    findings.figure("open_1000_lateness_p50_us", slow.latenessUs().get("p50"), late);
    findings.atMost("open_1000_lateness_p99_us", slow.latenessUs().get("p99"), 1_000, late);
    findings.atMost("open_1000_lateness_p99_9_us", slow.latenessUs().get("p99_9"), 3_000, late);
    findings.figure("open_1000_lateness_max_us", slow.latenessUs().get("max"), late);
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
            + fast.verdict().verdict().name().toLowerCase(java.util.Locale.ROOT));
  }
}
