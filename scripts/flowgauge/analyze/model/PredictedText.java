package flowgauge.analyze.model;

import static flowgauge.analyze.statistics.Figures.format;
import static flowgauge.analyze.statistics.Figures.time;

import flowgauge.analyze.law.HardBounds;
import flowgauge.analyze.law.LawText;
import flowgauge.analyze.model.Calibration.Held;
import flowgauge.analyze.model.Calibration.Measured;
import flowgauge.analyze.model.Calibration.Missing;
import java.util.ArrayList;
import java.util.List;

/** What was predicted, for people. */
public final class PredictedText {
  private static final String TAIL =
      "median and p95 of the time that who arrives finds ahead of it, first come, first served,"
          + " with exponential times at the CPU";

  private static final String ERROR =
      "the error above is of the run that it was calibrated from; CPU a request is taken not to"
          + " change with load, so a setting far from it may be further off";

  private PredictedText() {}

  /** Lines of one scenario. */
  public static String of(Predicted found) {
    Calibration calibration = found.calibration();
    List<String> lines = new ArrayList<>();
    lines.add(calibration.scenario() + ", calibrated from this run:");
    lines.add("  " + demand(calibration));
    if (calibration.demand().disturbed(calibration.setting().cores())) {
      lines.add("  others used this machine meanwhile: calibrate on a quiet one");
    }
    calibration.missing().forEach(what -> lines.add("  not known: " + words(what)));
    lines.add("");
    lines.addAll(table(found));
    found.asked().or(found::itself).ifPresent(p -> lines.add("  " + bounds(p)));
    found.asked().or(found::itself).ifPresent(p -> lines.add("  " + method(p)));
    found.itself().ifPresent(p -> lines.add("  " + ERROR));
    found.law().ifPresent(law -> lines.add("  " + LawText.of(law)));
    return String.join("\n", lines);
  }

  private static String demand(Calibration calibration) {
    Demand demand = calibration.demand();
    String alone =
        format("alone a request takes %.4g s (%s)", demand.aloneSeconds(), from(calibration));
    if (Double.isNaN(demand.serverSeconds())) {
      return alone;
    }
    return alone
        + format(
            "; CPU a request: server %.2f ms%s",
            1e3 * demand.serverSeconds(),
            calibration.shared()
                ? format(
                    ", beside it (mock, driver, engine) %.2f ms%s",
                    1e3 * demand.besideSeconds(),
                    demand.backgroundCores() >= 0.005
                        ? format("; others had %.2f cores", demand.backgroundCores())
                        : "")
                : ", which has its cores to itself");
  }

  private static String from(Calibration calibration) {
    return switch (calibration.aloneFrom()) {
      case BASELINE -> "baseline";
      case TOLD -> "as told";
      case MET_NONE -> "requests that met no other";
      case SET -> "what flow and mock API wait, and the server's CPU";
      case FEWEST -> "requests that met the fewest others: they may have waited";
    };
  }

  private static String words(Missing what) {
    return switch (what) {
      case BASELINE -> "what a request takes alone, as the run has no baseline";
      case CPU ->
          "CPU, as the run has no resources.csv: the prediction is of threads and users only";
      case WORKERS ->
          "workers or threads: their bound is left out; tell analyze --workers and --threads";
      case CORES -> "the cores of the server's machine: those of the driver's stand in";
    };
  }

  private static List<String> table(Predicted found) {
    List<String> lines = new ArrayList<>();
    Measured measured = found.calibration().measured();
    lines.add(format("  %-52s %10s %10s %10s", "", "requests/s", "median", "p95"));
    lines.add(
        format("  %-52s ", "measured: " + setting(found.calibration().setting()))
            + row(measured.perSecond(), measured.medianMs(), measured.p95Ms()));
    found
        .itself()
        .ifPresent(
            p -> {
              lines.add(format("  %-52s ", "the model of that") + row(p));
              lines.add(
                  format(
                      "  %-52s %+9.0f%% %+9.0f%% %+9.0f%%",
                      "error",
                      100 * found.throughputError(),
                      100 * found.medianError(),
                      100 * found.p95Error()));
            });
    if (found.steps().size() > 1) {
      lines.addAll(steps(found));
    }
    found
        .asked()
        .ifPresent(
            p -> {
              boolean alone = !p.demand().equals(found.calibration().demand());
              String what = (alone ? "alone: " : "predicted: ") + setting(p.setting());
              lines.add(format("  %-52s ", what) + row(p));
            });
    return lines;
  }

  /** A line a load that was held: what was measured, and by how much the model is off. */
  private static List<String> steps(Predicted found) {
    List<String> lines = new ArrayList<>();
    lines.add("  each load that was held: measured, and the model's error");
    for (int i = 0; i < found.steps().size(); i++) {
      Held held = found.calibration().steps().get(i);
      Measured m = held.measured();
      Prediction p = found.steps().get(i);
      String load =
          p.setting().open()
              ? format("%.4g req/s", held.load())
              : format(held.load() == 1 ? "1 user" : "%,.0f users", held.load());
      lines.add(
          format("    %-50s ", load + (held.settled() ? "" : ", not settled"))
              + row(m.perSecond(), m.medianMs(), m.p95Ms())
              + "  "
              + error(p.perSecond(), m.perSecond())
              + error(p.medianMs(), m.medianMs())
              + error(p.p95Ms(), m.p95Ms()));
    }
    return lines;
  }

  private static String error(double predicted, double measured) {
    double off = 100 * (predicted / measured - 1);
    return Double.isFinite(off) ? format("%+6.0f%%", off) : "      -";
  }

  private static String row(Prediction p) {
    return row(p.perSecond(), p.medianMs(), p.p95Ms());
  }

  private static String row(double perSecond, double medianMs, double p95Ms) {
    return format("%10.4g %10s %10s", perSecond, time(medianMs), time(p95Ms));
  }

  /** A setting in a few words. */
  public static String setting(ServerSetting setting) {
    List<String> parts = new ArrayList<>();
    setting
        .workers()
        .ifPresent(
            w -> parts.add(setting.threads().map(t -> w + " x " + t).orElse(w + " workers")));
    parts.add(format("%.3g cores", setting.cores()));
    if (setting.open()) {
      parts.add(format("%.4g req/s asked", setting.ratePerSecond()));
    } else if (setting.users() > 0) {
      parts.add(format("%d users, wait %.3g s", setting.users(), setting.thinkSeconds()));
    }
    return String.join(", ", parts);
  }

  private static String bounds(Prediction p) {
    HardBounds bounds = p.bounds();
    List<String> each = new ArrayList<>();
    bounds.slots().ifPresent(b -> each.add(format("threads %.4g", b)));
    bounds.cpu().ifPresent(b -> each.add(format("CPU %.4g", b)));
    if (!p.setting().open()) {
      each.add(format("users %.4g", bounds.users(p.setting().users())));
    }
    return "at most, requests/s: " + String.join(", ", each);
  }

  private static String method(Prediction p) {
    String network =
        p.setting().open()
            ? "queueing network under arrivals at random"
            : "closed queueing network";
    return "method: "
        + network
        + switch (p.method()) {
          case SHARED -> ", exact, in which any idle worker takes a request; ";
          case SHARED_APPROXIMATE ->
              ", approximate for so many requests, in which any idle worker takes a request; ";
          case PINNED -> ", approximate: " + pinned(p) + "; ";
        }
        + TAIL;
  }

  private static String pinned(Prediction p) {
    double uneven = p.demand().unevenness();
    return p.setting().open()
        ? "each worker gets its part, and cores are shared out evenly"
        : "users stay with a worker, "
            + (uneven > 0
                ? format(
                    "workers' shares of them differ by %.0f %% beyond chance (seen in how much"
                        + " connections differ)",
                    100 * uneven)
                : "as chance gave them")
            + ", and cores are shared out evenly";
  }
}
