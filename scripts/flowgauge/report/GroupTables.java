package flowgauge.report;

import flowgauge.analyze.group.GroupFigures;
import flowgauge.analyze.group.Grouped;

/** A scenario's requests by group, as the report shows them. */
final class GroupTables {
  /** Groups beyond these are told in a sentence. */
  static final int MOST = 200;

  private GroupTables() {}

  /** The requests by name, or by what else parts them. */
  static Grid of(String scenario, Grouped table) {
    String whose = table.failuresInside() ? "; failures are inside the times" : "";
    Grid grid =
        Grid.of(
            "Requests of " + scenario + " by " + table.by() + ": milliseconds" + whose,
            table.by(),
            "Requests",
            "Failed",
            "1/s",
            "50 %",
            "95 %",
            "95 %: interval",
            "99 %",
            "99 %: interval",
            "Longest");
    for (GroupFigures one : table.groups().stream().limit(MOST).toList()) {
      grid.row(
          Grid.text(one.name()),
          Grid.number("%,.0f", one.requests()),
          Grid.number("%,.0f", one.failed()),
          Grid.number("%,.2f", one.requestsPerSecond()),
          Grid.number("%,.1f", one.ms(50)),
          Grid.number("%,.1f", one.ms(95)),
          Grid.interval("%,.1f", one.interval(95).lowMs(), one.interval(95).highMs()),
          Grid.number("%,.1f", one.ms(99)),
          Grid.interval("%,.1f", one.interval(99).lowMs(), one.interval(99).highMs()),
          Grid.number("%,.1f", one.ms(100)));
    }
    return grid;
  }
}
