import com.fasterxml.jackson.core.JsonProcessingException;
import flowgauge.record.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of a benchmark by name, each with what is expected of it; and what was left out. */
final class Findings {
  private static final double FREE_CORES = 0.1;

  private record Line(String name, double value, String expected, boolean met, String detail) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, List<Double>> runs = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  void figure(String name, double value, String detail) {
    lines.add(new Line(name, value, "", true, detail));
  }

  void atLeast(String name, double value, double least, String detail) {
    lines.add(new Line(name, value, "at least " + number(least), value >= least, detail));
  }

  void atMost(String name, double value, double most, String detail) {
    lines.add(new Line(name, value, "at most " + number(most), value <= most, detail));
  }

  void within(String name, double value, double least, double most, String detail) {
    boolean met = value >= least && value <= most;
    lines.add(new Line(name, value, number(least) + " to " + number(most), met, detail));
  }

  /** The single values that a median was taken of. */
  void runs(String name, List<Double> values) {
    runs.put(name, List.copyOf(values));
  }

  void leaveOut(String what, String why) {
    leftOut.put(what, why);
  }

  void note(String text) {
    notes.add(text);
  }

  /** Notes it if the machine was not free when the benchmark began. */
  void noteOthers() throws IOException, InterruptedException {
    double cores = Cores.othersUse();
    if (cores > FREE_CORES) {
      note(
          "other processes used %s cores when this began: expect figures that are too low and vary"
              .formatted(number(cores)));
    }
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median of what one side had over the other, round by round: a drift cancels in each. */
  static double medianRatio(List<Double> of, List<Double> over) {
    return median(IntStream.range(0, of.size()).mapToObj(i -> of.get(i) / over.get(i)).toList());
  }

  static String number(double value) {
    double size = Math.abs(value);
    return (size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f").formatted(value);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    notes.forEach(note -> out.append(note).append('\n'));
    out.append('\n');
    for (Line line : lines) {
      out.append(
          "%-34s %12s  %-17s %s"
              .formatted(
                  line.name(),
                  number(line.value()),
                  line.expected() + (line.met() ? "" : "  MISSED"),
                  line.detail())
              .stripTrailing());
      out.append('\n');
    }
    leftOut.forEach((what, why) -> out.append("left out: " + what + ": " + why + "\n"));
    return out.toString();
  }

  /** Each figure by name at the top level. */
  String json() throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    lines.forEach(line -> all.put(line.name(), line.value()));
    all.put("missed", lines.stream().filter(line -> !line.met()).map(Line::name).toList());
    all.put("left_out", leftOut);
    all.put("runs", runs);
    all.put("notes", notes);
    return Json.mapper().writeValueAsString(all);
  }

  static String spread(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return number(sorted[0]) + " to " + number(sorted[sorted.length - 1]);
  }
}
