package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.record.DriverVerdict;
import java.util.Optional;

/**
 * A system under a load that can be changed. Its clock counts seconds from the scenario's time
 * zero; what becomes of the requests goes to the step's watch.
 */
interface TestBed {
  /** Now, seconds. */
  double now();

  /**
   * Puts a load on from now on, in place of the one before.
   *
   * @param load users, or requests a second; 0 for none
   * @param watch takes the requests that are sent from now on, as each is over
   * @return when it began, seconds
   */
  double hold(double load, StepWatch watch) throws InterruptedException;

  /**
   * Lets time pass.
   *
   * @return how the search ends, if it can't go on
   */
  Optional<End> pass(double seconds) throws InterruptedException;

  /** When each request that is in flight was sent, seconds. */
  double[] inFlightSince() throws InterruptedException;

  /** Whether the driver was fit for the time from {@code fromSeconds} on; empty where none is. */
  default Optional<DriverVerdict.Kind> driver(double fromSeconds) {
    return Optional.empty();
  }
}
