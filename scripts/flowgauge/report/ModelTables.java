package flowgauge.report;

import flowgauge.analyze.law.FittedLaw;
import flowgauge.analyze.law.FittedLaw.Coefficient;
import flowgauge.analyze.model.Calibration.Held;
import flowgauge.analyze.model.Calibration.Measured;
import flowgauge.analyze.model.Predicted;
import flowgauge.analyze.model.Prediction;

/** What model and law say, as tables. */
public final class ModelTables {
  private ModelTables() {}

  /** A row a load that was held: measured, predicted, and the error in percent. */
  public static Grid steps(Predicted found) {
    boolean open = found.calibration().setting().open();
    Grid grid =
        Grid.of(
            "Model of " + found.calibration().scenario() + " at each load that was held",
            open ? "req/s asked" : "users",
            "requests/s",
            "model's",
            "error %",
            "median (ms)",
            "model's median",
            "median error %",
            "p95 (ms)",
            "model's p95",
            "p95 error %");
    for (int i = 0; i < found.steps().size(); i++) {
      Held held = found.calibration().steps().get(i);
      Measured m = held.measured();
      Prediction p = found.steps().get(i);
      grid.row(
          Grid.number("%.4g", held.load()),
          Grid.number("%.1f", m.perSecond()),
          Grid.number("%.1f", p.perSecond()),
          error(p.perSecond(), m.perSecond()),
          ms(m.medianMs()),
          ms(p.medianMs()),
          error(p.medianMs(), m.medianMs()),
          ms(m.p95Ms()),
          ms(p.p95Ms()),
          error(p.p95Ms(), m.p95Ms()));
    }
    return grid;
  }

  /** The coefficients of a law with their 95 % intervals. */
  public static Grid law(FittedLaw law) {
    Grid grid = Grid.of("Universal Scalability Law", "coefficient", "value", "from", "to");
    row(grid, "requests/s at load 1", law.perSecond());
    row(grid, "contention", law.contention());
    row(grid, "coherency", law.coherency());
    row(grid, "load of the peak", law.peakLoad());
    row(grid, "requests/s there", law.peakPerSecond());
    return grid;
  }

  private static void row(Grid grid, String name, Coefficient of) {
    grid.row(Grid.text(name), figure(of.value()), figure(of.low()), figure(of.high()));
  }

  private static Grid.Cell figure(double value) {
    return Grid.number("%.4g", value);
  }

  private static Grid.Cell ms(double value) {
    return Grid.number("%,.0f", value);
  }

  private static Grid.Cell error(double predicted, double measured) {
    double percent = 100 * (predicted / measured - 1);
    return Grid.number("%+.0f", percent);
  }
}
