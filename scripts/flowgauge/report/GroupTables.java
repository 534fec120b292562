package flowgauge.report;

import flowgauge.analyze.group.GroupFigures;
import flowgauge.analyze.group.Grouped;
import java.util.Locale;

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
          Grid.number(one.requests(), format("%,d", one.requests())),
          Grid.number(one.failed(), format("%,d", one.failed())),
          Grid.number(one.requestsPerSecond(), format("%,.2f", one.requestsPerSecond())),
          Grid.number(one.ms(50), format("%,.1f", one.ms(50))),
          Grid.number(one.ms(95), format("%,.1f", one.ms(95))),
          interval(one.interval(95)),
          Grid.number(one.ms(99), format("%,.1f", one.ms(99))),
          interval(one.interval(99)),
          Grid.number(one.ms(100), format("%,.1f", one.ms(100))));
    }
    return grid;
  }

  private static Grid.Cell interval(GroupFigures.Interval it) {
    return Grid.sorted(
        it.lowMs(), Phrases.interval(it.lowMs(), it.highMs(), ms -> format("%,.1f", ms)));
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
