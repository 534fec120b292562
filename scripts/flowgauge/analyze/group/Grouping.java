package flowgauge.analyze.group;

import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.util.Optional;

/**
 * What parts a scenario's requests into groups, such as the name that each has. Two threads ask it
 * at once, so it must not change.
 */
public interface Grouping {
  /** What a group's name is of, as a table's head says it: {@code label}. */
  String by();

  int size();

  /** Number of the group that a request is of, from 0 and below {@link #size}; -1 for none. */
  int of(Sample row);

  String name(int group);

  /** Finds what parts the requests of a scenario. */
  @FunctionalInterface
  interface Finder {
    /**
     * Looks into a run.
     *
     * @return empty where nothing parts them
     * @throws IOException with one line where that can't be read
     */
    Optional<Grouping> of(RunFolder folder, ScenarioInfo scenario) throws IOException;
  }
}
