package supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the packages of pinned lists may stand by their licences. */
final class PythonLicences {
  private final Map<String, String> decided;
  private final Map<String, String> elsewhere;
  private final Set<String> needed = new TreeSet<>();

  /**
   * @param decided packages whose licence would not do, with the reason why they may stand
   * @param elsewhere packages that only another platform or Python installs, with their licence
   */
  PythonLicences(Map<String, String> decided, Map<String, String> elsewhere) {
    this.decided = decided;
    this.elsewhere = elsewhere;
  }

  /** What is wrong with a list, given what its environment holds: a line each. */
  List<String> wrong(List<Pin> pins, List<Distribution> installed) {
    List<String> wrong = new ArrayList<>();
    for (Pin pin : pins) {
      Optional<Distribution> found =
          installed.stream()
              .filter(one -> one.name().equals(pin.name()))
              .filter(one -> one.version().equals(pin.version()) || !pin.always())
              .findFirst();
      if (found.isPresent()) {
        Optional<String> doubt = found.get().doubt();
        if (doubt.isPresent() && decided.containsKey(pin.name())) {
          needed.add(pin.name());
        } else {
          doubt.ifPresent(why -> wrong.add(pin.name() + " " + why));
        }
      } else if (pin.always() || !elsewhere.containsKey(pin.name())) {
        wrong.add(pin.name() + " " + pin.version() + " is not installed");
      }
    }
    return wrong;
  }

  /** The decisions that were needed so far. */
  Set<String> needed() {
    return needed;
  }
}
