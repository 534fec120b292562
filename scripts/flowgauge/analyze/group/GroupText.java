package flowgauge.analyze.group;

import static flowgauge.analyze.statistics.Figures.format;

/** The table of the requests by group, for a terminal. */
public final class GroupText {
  private static final int MOST = 40;
  private static final int LONGEST = 40;

  private GroupText() {}

  /** The table, times in milliseconds; indented, without a line end behind it. */
  public static String of(Grouped table) {
    StringBuilder text =
        new StringBuilder(
            format(
                "  %-40s %10s %8s %9s %9s %9s %9s\n",
                table.by(), "requests", "failed", "p50 ms", "p95", "p99", "max"));
    for (GroupFigures one : table.groups().subList(0, Math.min(MOST, table.groups().size()))) {
      text.append(
          format(
              "  %-40s %,10d %,8d %9s %9s %9s %9s\n",
              name(one),
              one.requests(),
              one.failed(),
              ms(one.ms(50)),
              ms(one.ms(95)),
              ms(one.ms(99)),
              ms(one.ms(100))));
    }
    if (table.groups().size() > MOST) {
      text.append(format("  and %,d more\n", table.groups().size() - MOST));
    }
    return text.toString().stripTrailing();
  }

  /** A group's name on one line, cut where it is long. */
  static String name(GroupFigures group) {
    String name = group.name().lines().findFirst().orElse("");
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 3) + "...";
  }

  static String ms(double value) {
    return Double.isNaN(value) ? "-" : format("%,.1f", value);
  }
}
