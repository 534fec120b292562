package flowgauge.serve.process;

import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Launcher.Launched;
import flowgauge.serve.server.ServerLog;
import flowgauge.serve.server.WatchedPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that runs as a process, on a port of loopback. */
record LaunchedProcess(
    Startable subject,
    SupervisedProcess process,
    int port,
    List<String> command,
    Map<String, String> variables,
    Map<String, String> versions,
    Path log)
    implements Launched {

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public URI probed() {
    return base();
  }

  @Override
  public URI fromOthers() {
    return base();
  }

  @Override
  public boolean reaches(URI other) {
    return true; // all are on this machine
  }

  @Override
  public WatchedPart part() {
    return WatchedPart.process(subject.part(), process.pid(), port);
  }

  @Override
  public Optional<String> ended() {
    if (process.alive()) {
      return Optional.empty();
    }
    return Optional.of(
        process.signal() > 0
            ? ServerLog.killed(subject.title(), process.signal(), log)
            : ServerLog.ended(subject.title(), log));
  }
}
