package flowgauge.analyze.group;

import flowgauge.record.LabelInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests by their names, as {@code samples.csv} numbers them.
 *
 * @param names by number
 */
public record Labels(List<String> names) implements Grouping {
  private static final String BY = "label";

  @Override
  public String by() {
    return BY;
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public int of(Sample row) {
    int label = row.label();
    return label < names.size() ? label : -1;
  }

  @Override
  public String name(int group) {
    return names.get(group);
  }

  /** Those of a scenario whose requests have names. */
  public static Optional<Grouping> of(RunFolder folder, ScenarioInfo scenario) {
    return scenario
        .labels()
        .filter(labels -> !labels.isEmpty())
        .map(labels -> new Labels(labels.stream().map(LabelInfo::name).toList()));
  }

  /** The table that another tool made, of a scenario without samples. */
  public static Optional<Grouped> told(ScenarioInfo scenario) {
    List<GroupFigures> all = new ArrayList<>();
    for (LabelInfo label : scenario.labels().orElse(List.of())) {
      label
          .figures()
          .ifPresent(
              it ->
                  all.add(
                      new GroupFigures(
                          label.name(),
                          it.requests(),
                          it.requests() - it.failed(),
                          it.failed(),
                          0,
                          Map.of(),
                          Double.NaN,
                          it.responseTime(),
                          List.of())));
    }
    return Grouped.of(BY, true, 0, all);
  }
}
