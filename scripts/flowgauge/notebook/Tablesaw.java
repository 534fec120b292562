package flowgauge.notebook;

import flowgauge.report.Grid;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The report's tables as Tablesaw's, so that a cell can go on with them. */
final class Tablesaw {
  private Tablesaw() {}

  static Table of(Grid grid) {
    Table table = Table.create(grid.caption());
    for (int i = 0; i < grid.head().size(); i++) {
      int column = i;
      List<Grid.Cell> cells = grid.rows().stream().map(row -> row.get(column)).toList();
      String name = grid.head().get(i);
      if (!cells.isEmpty() && cells.stream().allMatch(Grid.Cell::figure)) {
        DoubleColumn figures = DoubleColumn.create(name);
        cells.forEach(cell -> figures.append(cell.order()));
        table.addColumns(figures);
      } else {
        table.addColumns(StringColumn.create(name, cells.stream().map(Grid.Cell::text)));
      }
    }
    return table;
  }
}
