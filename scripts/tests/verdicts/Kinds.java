package verdicts;

import static flowgauge.analyze.worlds.Truth.Fact.CAUSE;
import static flowgauge.analyze.worlds.Truth.Fact.LIMITER;
import static flowgauge.analyze.worlds.Truth.Fact.PAUSES;
import static flowgauge.analyze.worlds.Truth.Fact.PILED_UP;
import static flowgauge.analyze.worlds.Truth.Fact.REQUESTS;
import static flowgauge.analyze.worlds.Truth.Fact.SERVICE;
import static verdicts.Kind.gunicorn;
import static verdicts.Kind.scripted;

import flowgauge.load.ScriptedServer;
import java.util.ArrayList;
import java.util.List;

/** All kinds. Capacities are slots over service time; loads are named beside them. */
final class Kinds {
  /** With this seed a Poisson schedule has its mean within a hundredth, so that truth is plain. */
  private static final String NEAR_ITS_RATE = " --seed 6";

  private Kinds() {}

  static List<Kind> all() {
    List<Kind> all = new ArrayList<>();
    all.addAll(slotsUsedUp());
    all.addAll(roomToSpare());
    all.addAll(slower());
    all.addAll(failing());
    all.addAll(stopping());
    all.addAll(real());
    return all;
  }

  /** All slots busy and more to do. */
  private static List<Kind> slotsUsedUp() {
    List<Kind> all = new ArrayList<>();
    all.add(
        scripted(
            "5 slots, 50 users at once",
            () -> Behaviour.constant(0.05).slots(5),
            "--users 50 --spawn-rate 10000 --wait-time 0s --duration 20s"));
    all.add(
        scripted(
            "5 slots, users ramped to twice what it can",
            () -> Behaviour.constant(0.1).slots(5),
            "--users 50 --spawn-rate 2.5 --wait-time 400ms --duration 30s"));
    all.add(
        scripted(
            "a lock: one slot",
            () -> Behaviour.constant(0.02).slots(1),
            "--users 20 --spawn-rate 10000 --wait-time 50ms --duration 20s"));
    all.add(
        scripted(
            "rate up through capacity and down",
            () -> Behaviour.constant(0.05).slots(5),
            "--stage rate=20..150,for=15s --stage rate=150..20,for=15s"));
    all.add(
        scripted(
            "a step to 1.2 of capacity",
            () -> Behaviour.constant(0.05).slots(5),
            "--stage rate=60,for=10s --stage rate=120,for=8s --stage rate=60,for=10s"));
    for (Kind kind : all) {
      kind.is(REQUESTS, "answered").is(PILED_UP, "saturated").is(LIMITER, "server_threads");
      kind.is(PAUSES, "no").is(CAUSE, "nothing");
    }
    all.add(
        scripted(
                "2 slots, 12 from the middle on",
                () -> Behaviour.constant(0.05).slots(2).more(10, 13),
                "--users 20 --spawn-rate 10000 --wait-time 50ms --duration 26s")
            .is(REQUESTS, "answered")
            .is(PILED_UP, "saturated")
            .is(LIMITER, "server_threads")
            .is(CAUSE, "nothing"));
    all.add(
        scripted(
                "4 slots, one of twenty takes fifty times as long",
                () -> Behaviour.heavy(0.01, 50).slots(4),
                "--users 20 --spawn-rate 10000 --wait-time 20ms --duration 25s")
            .is(REQUESTS, "answered")
            .is(PILED_UP, "saturated")
            .is(LIMITER, "server_threads")
            .is(CAUSE, "nothing"));
    all.add(
        scripted(
                "overload, everything times out",
                () -> Behaviour.constant(0.1).slots(5),
                "--rate 100 --timeout 1s --duration 20s")
            .is(REQUESTS, "timed_out")
            .is(PILED_UP, "saturated")
            .is(LIMITER, "server_threads")
            .is(CAUSE, "timeout"));
    return all;
  }

  /** Stable: all that is asked for is served. */
  private static List<Kind> roomToSpare() {
    List<Kind> all = new ArrayList<>();
    all.add(
        scripted(
                "M/D/5 at 96 %",
                () -> Behaviour.constant(0.02).slots(5),
                "--rate 240 --arrivals poisson --duration 30s" + NEAR_ITS_RATE)
            .is(PILED_UP, "onset")
            .runAlone());
    all.add(
        scripted(
                "M/M/1 at 80 %",
                () -> Behaviour.exponential(0.02).slots(1),
                "--rate 40 --arrivals poisson --duration 30s" + NEAR_ITS_RATE)
            .is(PILED_UP, "onset")
            .runAlone());
    String open = "--rate 40 --arrivals poisson --duration 20s";
    all.add(noQueue("no queue, exponential service", Behaviour.exponential(0.05), open));
    all.add(noQueue("no queue, bimodal service", Behaviour.bimodal(0.02), open));
    all.add(noQueue("no queue, Pareto service", Behaviour.pareto(0.02), open));
    for (Kind kind : all) {
      kind.is(LIMITER, "nothing");
    }
    all.add(
        noQueue(
                "16 slots, 5 users",
                Behaviour.constant(0.05).slots(16),
                "--users 5 --spawn-rate 10000 --wait-time 100ms --duration 20s")
            .is(LIMITER, "clients"));
    for (Kind kind : all) {
      kind.is(REQUESTS, "answered").is(SERVICE, "steady").is(PAUSES, "no").is(CAUSE, "nothing");
    }
    return all;
  }

  private static Kind noQueue(String name, Behaviour behaviour, String load) {
    return scripted(name, () -> behaviour, load).is(PILED_UP, "none");
  }

  /** No bound on what is worked on at once, and times that change. */
  private static List<Kind> slower() {
    String open = "--rate 40 --duration 25s";
    List<Kind> all = new ArrayList<>();
    all.add(
        scripted("a leak: 6 times slower", () -> Behaviour.constant(0.05).times(Kinds::leak), open)
            .is(SERVICE, "slower"));
    all.add(
        scripted(
                "a step: 5 times slower",
                () -> Behaviour.constant(0.05).times(t -> t < 12 ? 1 : 5),
                open)
            .is(SERVICE, "slower"));
    all.add(
        scripted(
                "cold start: 10 times slower at first",
                () -> Behaviour.constant(0.05).times(t -> 1 + 9 * Math.exp(-t / 1.5)),
                open)
            .is(SERVICE, "cold_start", "faster"));
    for (Kind kind : all) {
      kind.is(REQUESTS, "answered").is(PILED_UP, "none").is(CAUSE, "nothing").is(PAUSES, "no");
      kind.is(LIMITER, "nothing");
    }
    all.add(
        scripted(
                "5 times slower for a second of five",
                () -> Behaviour.constant(0.03).times(t -> t % 5 < 1 ? 5 : 1),
                "--rate 60 --duration 25s")
            .is(REQUESTS, "answered")
            .is(PILED_UP, "none")
            .is(LIMITER, "nothing")
            .is(CAUSE, "nothing"));
    return all;
  }

  private static double leak(double loadS) {
    return 1 + 5 * Math.min(1, loadS / 25);
  }

  private static List<Kind> failing() {
    List<Kind> all = new ArrayList<>();
    all.add(
        scripted(
                "429 above 50/s, asked 100/s",
                () -> Behaviour.constant(0.02).limitedTo(50),
                "--rate 100 --duration 20s")
            .is(REQUESTS, "refused")
            .is(PILED_UP, "saturated")
            .is(LIMITER, "refused")
            .is(CAUSE, "refused")
            .is(PAUSES, "no"));
    all.add(
        scripted(
                "half of all requests reset",
                () -> Behaviour.constant(0.02).resets(0.5),
                "--rate 50 --duration 20s")
            .is(LIMITER, "failures")
            .is(CAUSE, "random", "unknown"));
    all.add(
        scripted(
                "1 % reset at random, even schedule",
                () -> Behaviour.constant(0.02).resets(0.015), "--rate 100 --duration 25s")
            .is(LIMITER, "nothing", "failures")
            .is(CAUSE, "random", "unknown"));
    all.add(
        scripted(
                "outages of 0.7 s",
                () -> Behaviour.constant(0.02).outages(0.7, 6),
                "--rate 60 --duration 25s")
            .is(LIMITER, "failures")
            .is(CAUSE, "outage"));
    for (Kind kind : all.subList(1, all.size())) {
      kind.is(REQUESTS, "failed").is(PILED_UP, "none");
    }
    all.add(
        scripted(
                "3 % never answered, 20 users",
                () -> Behaviour.constant(0.03).hangs(0.03),
                "--users 20 --spawn-rate 10000 --wait-time 100ms --timeout 3s --duration 20s")
            .is(REQUESTS, "timed_out")
            .is(PILED_UP, "none")
            .is(LIMITER, "failures")
            .is(CAUSE, "timeout"));
    all.add(
        scripted(
                "20 connections are accepted, 60 users",
                () -> Behaviour.constant(0.05),
                "--users 60 --spawn-rate 20 --wait-time 100ms --connect-timeout 5s"
                    + " --duration 20s")
            .on(
                () ->
                    Kind.running(
                        new ScriptedServer(new FewConnections(20), Behaviour.constant(0.05))))
            .is(REQUESTS, "failed")
            .is(PILED_UP, "saturated")
            .is(LIMITER, "connections")
            .is(CAUSE, "connections"));
    return all;
  }

  private static List<Kind> stopping() {
    List<Kind> all = new ArrayList<>();
    all.add(
        scripted(
                "stops for 1 s every 10 s, open",
                () -> Behaviour.constant(0.02).stops(1, 10),
                "--rate 100 --duration 30s")
            .is(LIMITER, "pauses"));
    all.add(
        scripted(
                "stops for 1 s every 10 s, 20 users",
                () -> Behaviour.constant(0.02).stops(1, 10),
                "--users 20 --spawn-rate 10000 --wait-time 100ms --duration 30s")
            .is(LIMITER, "pauses", "clients"));
    all.add(
        scripted(
                "stops for 1 s every 10 s, one user",
                () -> Behaviour.constant(0.02).stops(1, 10),
                "--users 1 --wait-time 0s --duration 30s")
            .is(LIMITER, "pauses", "clients"));
    for (Kind kind : all) {
      kind.is(REQUESTS, "answered").is(CAUSE, "nothing");
    }
    all.add(
        scripted(
                "resets beside stops of 2 s",
                () -> Behaviour.constant(0.02).stops(2, 8).resets(0.03),
                "--rate 60 --duration 30s")
            .is(REQUESTS, "failed")
            .is(LIMITER, "pauses")
            .is(CAUSE, "random", "unknown"));
    for (Kind kind : all) {
      kind.is(PILED_UP, "none", "onset").is(SERVICE, "steady").is(PAUSES, "yes");
    }
    return all;
  }

  private static List<Kind> real() {
    // below the 2 s that gunicorn keeps an idle connection, so that none closes under a request
    String users = " --spawn-rate 20 --wait-time 1s..1.8s --duration 30s";
    String[] wsgi = {"--workers", "2", "--threads", "4", "apps:wsgi"};
    List<Kind> all =
        List.of(
            gunicorn("gunicorn, 2 x 4 threads, 30 users", "--users 30" + users, wsgi)
                .is(PILED_UP, "saturated")
                .is(LIMITER, "server_threads"),
            gunicorn(
                    "gunicorn, 2 x 4 threads, told, 30 users",
                    "--users 30 --engine wsgi --workers 2 --threads 4" + users,
                    wsgi)
                .is(PILED_UP, "saturated")
                .is(LIMITER, "server_threads"),
            gunicorn("gunicorn, 2 x 4 threads, 6 users", "--users 6" + users, wsgi)
                .is(PILED_UP, "none")
                .is(LIMITER, "clients"),
            gunicorn(
                    "gunicorn with uvicorn's workers, 30 users",
                    "--users 30" + users,
                    "--workers",
                    "2",
                    "--worker-class",
                    "uvicorn.workers.UvicornWorker",
                    "apps:asgi")
                .is(PILED_UP, "none")
                .is(LIMITER, "clients"));
    for (Kind kind : all) {
      kind.is(REQUESTS, "answered").is(SERVICE, "steady").is(CAUSE, "nothing");
      // of fewer than a hundred answers a pause can't be told
      boolean few = kind.name().endsWith(" 6 users");
      kind.is(PAUSES, few ? new String[] {"no", "cannot_tell"} : new String[] {"no"});
    }
    return all;
  }
}
