package flowgauge.serve.server;

import flowgauge.record.ToldInfo;
import java.util.Optional;

/**
 * What the user says of a server that runs already.
 *
 * @param told of its size
 * @param pid its topmost process on this machine, to be watched
 * @param port that its process listens on, where the process is to be found by it
 */
public record RunningServer(ToldInfo told, Optional<Long> pid, Optional<Integer> port) {

  /** Nothing is said. */
  public static final RunningServer UNKNOWN =
      new RunningServer(ToldInfo.NOTHING, Optional.empty(), Optional.empty());

  /** Whether a process of this machine is to be watched. */
  public boolean watched() {
    return pid.isPresent() || port.isPresent();
  }
}
