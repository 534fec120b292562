package flowgauge.bench;

import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Decides a load as it goes, in place of a profile's stages, and tells what came of it. */
public interface Course {
  /**
   * What a scenario came to.
   *
   * @param broken what ends the run with {@link BenchRun#THRESHOLD}, in words
   * @param failure why the scenario failed
   */
  record Verdict(List<String> broken, Optional<String> failure) {}

  /** Steers one scenario's load, which ends when this returns; on a thread of its own. */
  void steer(SteeredLoad load) throws InterruptedException;

  /** Called when a scenario is over and its samples are written. */
  Verdict over(RunFolder folder, RunInfo run, ScenarioInfo scenario) throws IOException;

  /** What is told at the end to people, in place of what the whole run has found. */
  List<String> lines();

  /** The same for programs: the part of the JSON beside the run's facts. */
  Object result();
}
