package flowgauge.analyze.compare;

import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.ScenarioInfo;
import java.util.List;

/** How many requests a schedule asks for: none in the closed model. */
record PlannedArrivals(double beginS, List<StageInfo> stages) {

  static PlannedArrivals of(ScenarioInfo scenario) {
    boolean whole = scenario.stoppedEarly().isEmpty() && scenario.loadEndUs().isPresent();
    double begin = whole ? scenario.loadEndUs().get() / 1e6 - scenario.load().seconds() : 0;
    return new PlannedArrivals(Math.max(0, begin), scenario.load().stages());
  }

  /** The area under the rate between two moments, seconds since the scenario's start. */
  double between(double fromS, double toS) {
    double sum = 0;
    double begin = beginS;
    for (StageInfo stage : stages) {
      double from = Math.max(fromS, begin);
      double to = Math.min(toS, begin + stage.seconds());
      if (to > from && stage.rateFrom().isPresent()) {
        double middle = ((from + to) / 2 - begin) / stage.seconds();
        double first = stage.rateFrom().get();
        sum += (to - from) * (first + (stage.rateTo().orElse(first) - first) * middle);
      }
      begin += stage.seconds();
    }
    return sum;
  }
}
