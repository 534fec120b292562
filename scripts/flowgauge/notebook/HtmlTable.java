package flowgauge.notebook;

import flowgauge.chart.draw.Labels;
import flowgauge.report.Html;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML: its first and last rows where it is long. */
final class HtmlTable {
  private static final int LONG = 30;
  private static final int SHOWN = 10;
  private static final int SHORT = 24;

  private HtmlTable() {}

  static String of(Table table) {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    for (Column<?> column : table.columns()) {
      html.append(open(column, "th")).append(Html.escape(column.name())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    boolean cut = table.rowCount() > LONG;
    rows(html, table, 0, cut ? SHOWN : table.rowCount());
    if (cut) {
      html.append("<tr>");
      table.columns().forEach(column -> html.append("<td>\u2026</td>"));
      html.append("</tr>\n");
      rows(html, table, table.rowCount() - SHOWN, table.rowCount());
    }
    html.append("</tbody>\n</table>\n");
    if (cut) {
      html.append("<p>").append(table.rowCount()).append(" rows</p>\n");
    }
    return html.toString();
  }

  private static void rows(StringBuilder html, Table table, int from, int to) {
    for (int row = from; row < to; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        String text = text(column, row);
        html.append(text.length() > SHORT ? open(column, "td") : narrow(open(column, "td")));
        html.append(Html.escape(text)).append("</td>");
      }
      html.append("</tr>\n");
    }
  }

  private static String open(Column<?> column, String tag) {
    return "<" + tag + " style=\"text-align:" + (number(column) ? "right" : "left") + "\">";
  }

  /** A short text stays on one line. */
  private static String narrow(String tag) {
    return tag.replace("\">", ";white-space:nowrap\">");
  }

  private static String text(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    // Not by the column's type: its constant and the column's own may be two instances.
    return column instanceof DoubleColumn
        ? Labels.significant(((Number) column.get(row)).doubleValue(), 5)
        : column.getString(row);
  }

  private static boolean number(Column<?> column) {
    return column instanceof NumericColumn;
  }
}
