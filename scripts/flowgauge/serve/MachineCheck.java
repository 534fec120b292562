package flowgauge.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that flowgauge can use.
 *
 * @param part what needs it: {@code docker}, {@code process}, {@code notebooks} or {@code report}
 * @param name what it is
 * @param ok whether it is there
 * @param found what is there, or why not, a few words
 * @param mend the command or step that mends it; empty where nothing is to do
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MachineCheck(
    String part, String name, boolean ok, String found, Optional<String> mend) {

  static MachineCheck ok(String part, String name, String found) {
    return new MachineCheck(part, name, true, found, Optional.empty());
  }

  static MachineCheck lacking(String part, String name, String found, String mend) {
    return new MachineCheck(part, name, false, found, Optional.of(mend));
  }
}
