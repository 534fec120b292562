import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One core of the driver with every sample written to CSV, against one core of wrk, and against
 * itself with no file. The three alternate, each second round in the opposite order, so that what
 * drifts on the machine falls on all alike.
 */
final class AgainstWrk implements Setting.Part {
  private static final double THROUGHPUT = 1;
  private static final double CPU = 1;
  private static final double RECORDING = 0.95;

  private final boolean wrkToo;
  private final boolean withoutToo;
  private final List<Double> wrkRates = new ArrayList<>();
  private final List<Double> wrkCpu = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private final List<Double> ratesWithout = new ArrayList<>();
  private final List<Double> cpuWithout = new ArrayList<>();
  private final List<Double> allocated = new ArrayList<>();
  private long waited;

  AgainstWrk(boolean wrkToo, boolean withoutToo) {
    this.wrkToo = wrkToo;
    this.withoutToo = withoutToo;
  }

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    boolean wrk = wrkToo && Tools.path("wrk").isPresent();
    if (wrkToo && !wrk) {
      findings.leaveOut("wrk", "it is not on PATH: apt-get install wrk");
    }
    for (int round = 1; round <= setting.runs(); round++) {
      for (int turn = 0; turn < 3; turn++) {
        int side = round % 2 == 1 ? turn : 2 - turn;
        if (side == 0 && wrk) {
          wrk(setting);
        } else if (side == 1) {
          driver(setting, true, rates, cpu);
        } else if (side == 2 && withoutToo) {
          driver(setting, false, ratesWithout, cpuWithout);
        }
      }
      Setting.say(
          "round %d of %d: driver %s req/s%s%s",
          round,
          setting.runs(),
          last(rates),
          wrk ? ", wrk " + last(wrkRates) : "",
          withoutToo ? ", without a file " + last(ratesWithout) : "");
    }
    report(findings, wrk);
  }

  private void wrk(Setting setting) throws IOException, InterruptedException, BenchmarkException {
    Wrk.Figures figures =
        new Wrk(setting.cores().client(), setting.folder())
            .run(setting.server().uri(), Setting.CONNECTIONS, setting.seconds());
    wrkRates.add(figures.rate());
    wrkCpu.add(figures.cpuPerRequestUs());
  }

  private void driver(Setting setting, boolean record, List<Double> rate, List<Double> cpuUs)
      throws IOException, InterruptedException, BenchmarkException {
    DrivenLoad.Figures figures =
        setting
            .driver()
            .closed(setting.server().uri(), Setting.CONNECTIONS, setting.seconds(), record);
    if (figures.failed() > 0) {
      throw new BenchmarkException(figures.failed() + " requests of the driver failed");
    }
    rate.add(figures.rate());
    cpuUs.add(figures.cpuPerRequestUs());
    waited += figures.samplesWaited();
    allocated.add(figures.allocatedBytesPerRequest());
  }

  private void report(Findings findings, boolean wrk) {
    if (wrk) {
      findings.atLeast(
          "wrk_throughput_ratio",
          Findings.medianRatio(rates, wrkRates),
          THROUGHPUT,
          "requests/s of the driver, every sample to CSV, over wrk's: median of the rounds'");
      findings.atMost(
          "wrk_cpu_ratio",
          Findings.medianRatio(cpu, wrkCpu),
          CPU,
          "CPU for a request, whole JVM, over wrk's: median of the rounds'");
      median(findings, "wrk_requests_per_second", wrkRates);
      median(findings, "wrk_cpu_us_per_request", wrkCpu);
    }
    median(findings, "driver_requests_per_second", rates);
    median(findings, "driver_cpu_us_per_request", cpu);
    if (withoutToo) {
      findings.atLeast(
          "recording_ratio",
          Findings.medianRatio(rates, ratesWithout),
          RECORDING,
          "requests/s with samples.csv over without: median of the rounds'");
      median(findings, "unrecorded_requests_per_second", ratesWithout);
      median(findings, "unrecorded_cpu_us_per_request", cpuWithout);
    }
    findings.figure(
        "driver_allocated_bytes_per_request",
        Findings.median(allocated),
        "of the event loop's thread");
    findings.figure(
        "driver_samples_waited", waited, "samples that waited for the writer, all runs");
  }

  private static void median(Findings findings, String name, List<Double> values) {
    findings.figure(name, Findings.median(values), "median; " + Findings.spread(values));
    findings.runs(name, values);
  }

  private static String last(List<Double> values) {
    return Findings.number(values.get(values.size() - 1));
  }
}
