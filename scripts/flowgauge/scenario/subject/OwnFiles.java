package flowgauge.scenario.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user serves, where it lies.
 *
 * @param folder served as a whole; links in it are followed
 * @param includes files and folders from elsewhere that are put into it, each by its last name
 * @param requirements the list of the packages that it needs, as pip reads it; empty for none
 * @param packages those that it needs beside, as pip reads them
 */
public record OwnFiles(
    Path folder, List<Path> includes, Optional<Path> requirements, List<String> packages) {
  /** What it is called beside a Dockerfile. */
  static final String APP = "app";

  /** Whether it runs on packages other than the pinned ones. */
  public boolean hasPackages() {
    return requirements.isPresent() || !packages.isEmpty();
  }
}
