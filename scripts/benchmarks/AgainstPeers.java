import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One core of the driver against one core of each peer that can be had, by turns. */
final class AgainstPeers implements Setting.Part {
  /** One of them, and how many times its rate the driver's is expected to be. */
  private record Entrant(String name, Peer peer, double expected) {}

  private static final List<Entrant> PEERS =
      List.of(
          new Entrant("locust", new LocustPeer(), 10),
          new Entrant("autocannon", new AutocannonPeer(), 2),
          new Entrant("hey", new HeyPeer(), 4),
          new Entrant("gatling", new GatlingPeer(), 2));

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    Map<Entrant, List<Double>> rates = new LinkedHashMap<>();
    Path log = setting.folder().resolve("install.log");
    for (Entrant peer : PEERS) {
      try {
        peer.peer.install(Cache.folder(), log);
        rates.put(peer, new ArrayList<>());
      } catch (BenchmarkException why) {
        findings.leaveOut(peer.name(), why.getMessage());
      }
    }
    if (rates.isEmpty()) {
      return;
    }
    List<Double> own = new ArrayList<>();
    for (int run = 1; run <= setting.peerRuns(); run++) {
      own.add(driver(setting));
      for (Entrant peer : List.copyOf(rates.keySet())) {
        Setting.say("run %d of %d: %s", run, setting.peerRuns(), peer.name());
        try {
          rates.get(peer).add(rate(peer.peer, setting));
        } catch (BenchmarkException why) {
          findings.leaveOut(peer.name(), why.getMessage());
          rates.remove(peer);
        }
      }
    }
    findings.runs("driver_beside_peers_requests_per_second", own);
    rates.forEach((peer, all) -> report(peer, all, Findings.median(own), findings));
  }

  private static double driver(Setting setting)
      throws IOException, InterruptedException, BenchmarkException {
    return setting
        .driver()
        .closed(setting.server().uri(), Setting.CONNECTIONS, setting.seconds(), true)
        .rate();
  }

  private static double rate(Peer peer, Setting setting)
      throws IOException, InterruptedException, BenchmarkException {
    double rate =
        peer.run(
            setting.server().uri(),
            setting.cores().client(),
            Setting.CONNECTIONS,
            setting.seconds(),
            setting.folder());
    if (rate <= 0) {
      throw new BenchmarkException("it had no successful request");
    }
    return rate;
  }

  private static void report(Entrant peer, List<Double> rates, double own, Findings findings) {
    double rate = Findings.median(rates);
    findings.atLeast(
        peer.name() + "_ratio",
        own / rate,
        peer.expected(),
        "requests/s of the driver over its %s".formatted(Findings.number(rate)));
    findings.runs(peer.name() + "_requests_per_second", rates);
  }
}
