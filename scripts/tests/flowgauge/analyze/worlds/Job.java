package flowgauge.analyze.worlds;

/** A request under way. Seconds since the load began. */
final class Job {
  final int user;
  final double dueS;
  double sentS;
  double connectS = -1;
  double idleS;
  double drawnS;
  double ownS;
  double backendS;
  long number = -1;
  int inFlight;
  int connection = -1;
  boolean reused;
  boolean over;

  Job(int user, double dueS) {
    this.user = user;
    this.dueS = dueS;
  }
}
