package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;

/**
 * What is searched for, and how far.
 *
 * @param model what the load counts
 * @param objectives all of which a load must keep
 * @param confidence of the interval and of each step's verdict, 0 to 1
 * @param within how near: 0.05 for 5 %
 * @param start first load, users or requests a second
 * @param least lowest load that is tried
 * @param most highest load that is tried
 * @param stepSeconds longest time that a step is measured; a confirmation may take twice that
 * @param budgetSeconds longest time for the whole search
 */
record Ask(
    Model model,
    List<Objective> objectives,
    double confidence,
    double within,
    double start,
    double least,
    double most,
    double stepSeconds,
    double budgetSeconds) {

  Ask {
    objectives = List.copyOf(objectives);
    start = round(model, start, least, most);
  }

  double outside() {
    return 1 - confidence;
  }

  /** A load that can be put on: whole users, or a rate of three digits; a bound beyond one. */
  double round(double load) {
    return round(model, load, least, most);
  }

  private static double round(Model model, double load, double least, double most) {
    if (load >= most || load <= least) {
      return load >= most ? most : least;
    }
    double unit = model == Model.USERS ? 1 : Math.pow(10, Math.floor(Math.log10(load)) - 2);
    double whole = model == Model.USERS ? Math.floor(load + 1e-9) : Math.round(load / unit) * unit;
    return Math.max(least, Math.min(most, whole));
  }
}
