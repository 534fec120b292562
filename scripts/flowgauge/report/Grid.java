package flowgauge.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the report.
 *
 * @param caption what it shows
 * @param head a heading per column
 * @param rows the first cell of each names the row
 */
public record Grid(String caption, List<String> head, List<List<Cell>> rows) {

  /**
   * A cell.
   *
   * @param text as shown
   * @param order by what it is sorted; NaN for text
   * @param figure whether that is the figure that stands in it
   */
  public record Cell(String text, double order, boolean figure) {
    /** Whether a figure would stand here that can't be had. */
    public boolean missing() {
      return text.equals(MISSING);
    }
  }

  private static final String MISSING = "\u2013";

  static Grid of(String caption, String... head) {
    return new Grid(caption, List.of(head), new ArrayList<>());
  }

  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  static Cell text(String text) {
    return new Cell(text, Double.NaN, false);
  }

  /** A cell with a figure; a figure that can't be had shows as a dash. */
  static Cell number(double value, String text) {
    return Double.isFinite(value)
        ? new Cell(text, value, true)
        : new Cell(MISSING, Double.NaN, true);
  }

  /** The same with the text that a form makes of the figure. */
  static Cell number(String form, double value) {
    return number(value, form.formatted(value));
  }

  /** A cell with an interval, sorted by its lower end. */
  static Cell interval(String form, double low, double high) {
    return sorted(low, Phrases.interval(low, high, end -> form.formatted(end)));
  }

  /** A cell with text about a figure, by which it is sorted. */
  static Cell sorted(double order, String text) {
    return new Cell(Double.isFinite(order) ? text : MISSING, order, false);
  }
}
