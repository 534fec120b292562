package flowgauge.serve.docker;

import flowgauge.scenario.subject.OwnFiles;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Launcher.Launched;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.setup.OwnPackages;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that runs in a container. */
record LaunchedContainer(
    Startable subject,
    StartedContainer container,
    String baseImage,
    PinnedPackages packages,
    List<String> command,
    Map<String, String> variables)
    implements Launched {

  @Override
  public URI probed() {
    return container.published();
  }

  @Override
  public URI base() {
    container.log().seal();
    return container.fromHere();
  }

  @Override
  public URI fromOthers() {
    return container.fromOthers();
  }

  @Override
  public boolean reaches(URI other) {
    return container.reaches(other);
  }

  @Override
  public Map<String, String> versions() throws ServeException {
    String python = container.python();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("docker", container.place().engine().version());
    versions.put("base-image", baseImage);
    versions.put("python", python);
    versions.putAll(packages.versions(python));
    if (subject.own().filter(OwnFiles::hasPackages).isPresent()) {
      versions.putAll(OwnPackages.versions(container.installed()));
    }
    return versions;
  }

  @Override
  public WatchedPart part() {
    return container.part(subject.part());
  }

  @Override
  public Optional<String> ended() {
    return container.ended();
  }
}
