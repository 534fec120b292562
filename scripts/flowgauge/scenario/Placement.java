package flowgauge.scenario;

import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a run compute: the server on some cores, and what loads it, driver and mock
 * API, on others. The mock API stands for a backend that would run elsewhere. Measured alone, it is
 * the server.
 *
 * @param server its cores; empty for any
 * @param load the driver's and the mock API's; empty for any
 */
public record Placement(Optional<CoreList> server, Optional<CoreList> load) {
  /** Wherever the kernel puts them. */
  public static final Placement ANYWHERE = new Placement(Optional.empty(), Optional.empty());

  /**
   * What is wanted, on a machine: where only one side is named, the other gets the rest.
   *
   * @param machine the cores that this process may use
   * @throws IllegalArgumentException in words, if a core is not there, is named for both sides, or
   *     none is left
   */
  public static Placement on(CoreList machine, Optional<CoreList> server, Optional<CoreList> load) {
    server.ifPresent(cores -> present("--server-cores", cores, machine));
    load.ifPresent(cores -> present("--load-cores", cores, machine));
    if (server.isPresent() && load.isPresent()) {
      List<Integer> apart = server.get().without(load.get().numbers());
      if (apart.size() < server.get().numbers().size()) {
        throw new IllegalArgumentException(
            "--server-cores and --load-cores share core %s: keep them apart"
                .formatted(new CoreList(server.get().without(apart))));
      }
      return new Placement(server, load);
    }
    return new Placement(
        server.or(() -> load.map(cores -> rest("--load-cores", cores, machine))),
        load.or(() -> server.map(cores -> rest("--server-cores", cores, machine))));
  }

  private static void present(String option, CoreList cores, CoreList machine) {
    List<Integer> absent = cores.without(machine.numbers());
    if (!absent.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: there is no core %s to use here, only %s"
              .formatted(option, new CoreList(absent), machine));
    }
  }

  private static CoreList rest(String option, CoreList taken, CoreList machine) {
    List<Integer> rest = machine.without(taken.numbers());
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          option + " takes every core of " + machine + ": leave one for the other side");
    }
    return new CoreList(rest);
  }

  /** The cores of a server: of the one that is measured, or of one beside it. */
  public Optional<CoreList> cores(boolean measured) {
    return measured ? server : load;
  }
}
