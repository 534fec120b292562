package soak;

import faults.Alias;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bench at about 2,000 req/s for a long time, by users of whom each keeps its connection, as in the
 * open model the machine's pauses would add connections: whether its memory, descriptors and
 * threads stay, and every request has its row. Two figures of memory: the heap used after a full
 * collection, which is asked for four times a quarter; and native memory, the resident set less the
 * heap, which is touched as a whole at the start so that only native memory can move it. In both
 * the last quarter's mean is held against the second's: the first is for warming up.
 */
public final class Soak {
  /** Of users who wait for 99.5 ms and then for an answer. */
  private static final int USERS = 200;

  private static final int HEAP_MIB = 256;

  /** Full collections a quarter; each takes some hundredths of a second from the driver. */
  private static final int COLLECTIONS = 4;

  /** By how much of the second quarter's mean the last one's may lie above it. */
  private static final double FLAT = 0.05;

  /** The two generations of the heap, not the metaspace, whose line reads otherwise. */
  private static final Pattern USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");

  private final Path folder;
  private final Duration length;
  private final List<Usage> seconds = new ArrayList<>();
  private final List<Double> heapMib = new ArrayList<>();
  private boolean passed = true;

  private record Usage(double nativeMib, double files, double sockets, double threads) {}

  private interface Figure {
    double of(Usage usage);
  }

  private Soak(Path folder, Duration length) {
    this.folder = folder;
    this.length = length;
  }

  /** Runs it and prints what it saw; whether all stayed flat. */
  public static boolean run(Duration length) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("flowgauge-soak-");
    try {
      return new Soak(folder, length).run();
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private boolean run() throws IOException, InterruptedException {
    try (CountingServer server = new CountingServer()) {
      Process bench = start(server);
      Path samples = folder.resolve("run").resolve("endpoint").resolve("samples.csv");
      while (bench.isAlive() && !Files.exists(samples)) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      long begun = System.nanoTime();
      long end = begun + length.toNanos();
      long heapEvery = length.toNanos() / (4 * COLLECTIONS);
      long heapNext = begun + heapEvery / 2;
      for (long next = begun; bench.isAlive() && System.nanoTime() < end; next += 1_000_000_000L) {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        seconds.add(usage(bench.pid()));
        if (System.nanoTime() >= heapNext) {
          heapMib.add(heapAfterCollection(bench.pid()));
          heapNext += heapEvery;
        }
      }
      int code = bench.waitFor();
      System.out.printf("bench ended with %d%n", code);
      passed &= code == 0;
      judge(server.requests() - 1, samples); // one is sent ahead and not recorded
    }
    return passed;
  }

  private Process start(CountingServer server) throws IOException {
    List<String> command =
        Alias.command(
            "bench",
            List.of(
                "-Xms" + HEAP_MIB + "m",
                "-Xmx" + HEAP_MIB + "m",
                "-Xmn16m",
                "-XX:+AlwaysPreTouch",
                "-XX:-UseDynamicNumberOfCompilerThreads"));
    command.addAll(List.of("--url", server.uri().toString(), "--users", Integer.toString(USERS)));
    command.addAll(List.of("--spawn-rate", "200", "--wait-time", "99.5ms"));
    command.addAll(List.of("--duration", length.toSeconds() + "s", "--no-report"));
    command.addAll(List.of("--out", folder.resolve("run").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  private static Usage usage(long pid) throws IOException {
    Path proc = Path.of("/proc/" + pid);
    double residentKib = 0;
    double threads = 0;
    for (String line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        residentKib = Double.parseDouble(line.replaceAll("[^0-9]", ""));
      } else if (line.startsWith("Threads:")) {
        threads = Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    double files = 0;
    double sockets = 0;
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      for (Path each : open.toList()) {
        try {
          if (Files.readSymbolicLink(each).toString().startsWith("socket:")) {
            sockets++;
          } else {
            files++;
          }
        } catch (IOException closed) {
          // closed as we looked
        }
      }
    }
    return new Usage(residentKib / 1024 - HEAP_MIB, files, sockets, threads);
  }

  private void judge(long counted, Path samples) throws IOException {
    System.out.printf("%-42s%10s%10s%10s%10s%n", "means of quarters", "1st", "2nd", "3rd", "4th");
    double[] heap = quarters(heapMib);
    judge("heap used after a collection (MiB)", heap, FLAT * heap[1]);
    double[] nativeMib = quarters(Usage::nativeMib);
    judge("native memory (MiB)", nativeMib, FLAT * nativeMib[1]);
    judge("open files that are no connection", quarters(Usage::files), 0.5);
    judge("threads", quarters(Usage::threads), 0.5);
    System.out.println(row("connections", quarters(Usage::sockets)));

    RunInfo info = RunFolder.open(folder.resolve("run")).read();
    long[] rows = new long[2];
    try (Stream<String> lines = Files.lines(samples)) {
      lines.skip(1).forEach(line -> rows[line.contains(",ok,200,") ? 0 : 1]++);
    }
    System.out.printf(
        "%d rows ok, %d others; the server counted %d, %.0f a second%n",
        rows[0], rows[1], counted, (double) counted / length.toSeconds());
    passed &= rows[0] == counted && rows[1] == 0;
    info.scenarios()
        .get(0)
        .driver()
        .ifPresent(driver -> System.out.println("the driver's verdict: " + driver.verdict()));
    System.out.println(passed ? "flat, and no sample is missing" : "FAILED");
  }

  private void judge(String what, double[] means, double above) {
    boolean flat = means[3] <= means[1] + above;
    passed &= flat;
    System.out.println(row(what, means) + (flat ? "" : "  NOT FLAT"));
  }

  private static String row(String what, double[] means) {
    return String.format(
        Locale.ROOT, "%-42s%10.2f%10.2f%10.2f%10.2f", what, means[0], means[1], means[2], means[3]);
  }

  private double[] quarters(Figure figure) {
    return quarters(seconds.stream().map(figure::of).toList());
  }

  private static double[] quarters(List<Double> values) {
    double[] means = new double[4];
    for (int i = 0; i < 4; i++) {
      means[i] =
          values.subList(i * values.size() / 4, (i + 1) * values.size() / 4).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(Double.NaN);
    }
    return means;
  }

  private static double heapAfterCollection(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
    double kib = 0;
    while (used.find()) {
      kib += Double.parseDouble(used.group(1));
    }
    return kib / 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
