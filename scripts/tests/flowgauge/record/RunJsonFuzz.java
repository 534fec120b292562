package flowgauge.record;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;

/** run.json: refused, or whole, with names that stay in the folder, and the same once written. */
public final class RunJsonFuzz {
  private RunJsonFuzz() {}

  /** The content of run.json. */
  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    Path folder = Scratch.file("run/run.json", data).getParent();
    RunInfo read;
    try {
      read = RunFolder.open(folder).read();
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
      return;
    }
    whole(read, "run");
    for (ScenarioInfo scenario : read.scenarios()) {
      Path samples = folder.resolve(scenario.name()).normalize();
      FuzzTarget.must(
          samples.getParent().equals(folder) && !samples.equals(folder),
          "leaves the folder: " + scenario.name());
    }
    RunFolder.open(folder).write(read);
    RunInfo again = RunFolder.open(folder).read();
    FuzzTarget.must(read.equals(again), "another once written");
  }

  private static void whole(Object value, String name) throws ReflectiveOperationException {
    FuzzTarget.must(value != null, name + " is null");
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        whole(component.getAccessor().invoke(value), component.getName());
      }
    } else if (value instanceof Iterable<?> all) {
      for (Object each : all) {
        whole(each, name);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object each : map.values()) {
        whole(each, name);
      }
    } else if (value instanceof java.util.Optional<?> there && there.isPresent()) {
      whole(there.get(), name);
    }
  }
}
