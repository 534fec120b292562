package flowgauge.analyze.backpressure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;

/**
 * In the open model: work that came in and was not finished, in the stretch of time in which it
 * grew most against chance. Refused, timed-out and unsent work never is.
 *
 * <p>What is due and not finished, less what came within the last uncontended response time, is a
 * random walk. While the server keeps up it grows by no more than its arrivals and service times
 * vary: their variance over a stretch is that of as many independent ones.
 */
public final class Surplus {
  /**
   * Standard deviations. A server at its capacity reaches them in some stretch of a run in about 1
   * of 20, one at 95 % of it in 1 of 500.
   */
  static final double SIGMAS = 3;

  /** A smaller part of what came in is no overload that anybody would notice. */
  private static final double SHARE = 0.015;

  /** From this share of lost requests on work is turned away. */
  static final double LOST = 0.03;

  private static final int FEWEST_LOST = 5;
  private static final int MOST_STEPS = 800;

  /**
   * A stretch.
   *
   * @param fromS its start, seconds since the scenario's
   * @param toS its end
   * @param due requests that the schedule wanted in it
   * @param unfinished by how many those not finished grew in it
   * @param sigmas that over what chance lets it vary
   * @param lost of those due, refused, timed out, not connected or never sent
   */
  public record Found(
      double fromS, double toS, double due, double unfinished, double sigmas, double lost) {
    @JsonIgnore
    public boolean overload() {
      return sigmas >= SIGMAS && unfinished >= SHARE * due || turnedAway();
    }

    @JsonIgnore
    public boolean turnedAway() {
      return lost >= FEWEST_LOST && lost >= LOST * due;
    }
  }

  /** A stretch that lasts is looked at in so many steps. */
  private static final int STEPS = 8;

  /**
   * What grows within this part of the shortest stretch is one jump, such as a stop, unless the
   * rest adds {@link #REST} of the whole; and, where the whole is beyond chance, a standard
   * deviation: of a stop's first requests chance alone makes up a tenth.
   */
  private static final int JUMP_STEPS = 6;

  private static final double REST = 0.1;

  private final double from;
  private final double stepS;
  private final double[] due;
  private final double[] lost;
  private final double[] backlog;
  private final int least;

  private Surplus(Evidence evidence, double serviceS) {
    TimeGrid grid = evidence.samples.grid;
    double lasting = evidence.lastingSeconds();
    double wanted = Math.max(lasting / STEPS, evidence.judgedSeconds() / MOST_STEPS);
    int bins = (int) Math.max(1, Math.round(wanted / grid.binSeconds()));
    this.from = evidence.fromSeconds();
    this.stepS = bins * grid.binSeconds();
    int first = grid.bin(from);
    int n = (int) (evidence.judgedSeconds() / stepS);
    this.due = new double[n + 1];
    this.lost = new double[n + 1];
    this.backlog = new double[n + 1];
    int ago = (int) Math.round(serviceS / grid.binSeconds());
    for (int i = 1; i <= n; i++) {
      int at = first + (i - 1) * bins;
      due[i] = due[i - 1] + grid.sum(Count.DUE, at, at + bins);
      lost[i] = lost[i - 1] + grid.sum(Count.LOST, at, at + bins);
      backlog[i] = backlog[i - 1] + due[i] - due[i - 1] - grid.sum(Count.FINISHED, at, at + bins);
    }
    for (int i = n; i > 0; i--) {
      int at = first + i * bins;
      backlog[i] -= Math.min(due[i], grid.sum(Count.DUE, at - ago, at));
    }
    this.least = (int) Math.max(1, Math.ceil(lasting / stepS - 1e-6));
  }

  /**
   * The stretch that grew most.
   *
   * @param serviceS uncontended response time, seconds
   * @param variation squared coefficient of variation of service times
   */
  static Found find(Evidence evidence, double serviceS, double variation) {
    return new Surplus(evidence, serviceS)
        .most(evidence.load().arrivals().equals("poisson") ? 1 : 0, variation, serviceS);
  }

  private Found most(double arrivals, double variation, double serviceS) {
    Found best = new Found(from, from, 0, 0, 0, 0);
    double perSecond = due[due.length - 1] / Math.max(stepS, stepS * (due.length - 1));
    double level = 2 * perSecond * serviceS;
    for (int i = 0; i < due.length; i++) {
      for (int j = i + least; j < due.length; j++) {
        double came = due[j] - due[i];
        double grown = backlog[j] - backlog[i];
        double sigma = Math.sqrt(Math.max(0, came * (arrivals + variation)) + level + 1);
        Found found =
            new Found(
                from + i * stepS, from + j * stepS, came, grown, grown / sigma, lost[j] - lost[i]);
        boolean better =
            found.turnedAway() == best.turnedAway()
                ? found.sigmas > best.sigmas
                    && (found.turnedAway() || !jumped(i, j, found.sigmas < SIGMAS ? 0 : sigma))
                : found.turnedAway();
        if (better) {
          best = found;
        }
      }
    }
    return best;
  }

  private boolean jumped(int from, int to, double chance) {
    int length = Math.max(1, least * JUMP_STEPS / STEPS);
    double most = 0;
    for (int i = from; i < to; i++) {
      for (int j = i + 1; j <= Math.min(to, i + length); j++) {
        most = Math.max(most, backlog[j] - backlog[i]);
      }
    }
    double grown = backlog[to] - backlog[from];
    return grown - most < Math.max(REST * grown, chance);
  }
}
