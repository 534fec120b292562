package flowgauge.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short pass over all readers with spoilt input, and over what once went wrong. */
@ResourceLock(FuzzTargets.READERS)
class FuzzTest {
  /** Executions, of which each target has its share; the alias fuzz does many more. */
  private static final int EXECUTIONS = Integer.getInteger("flowgauge.fuzz.executions", 400_000);

  private static final long SEED = Long.getLong("flowgauge.fuzz.seed", 1);

  static List<String> targets() {
    return FuzzTargets.all().stream().map(FuzzTarget::name).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void spoiltInputIsReadOrRefused(String name) {
    FuzzTarget target = FuzzTargets.named(name);
    Mutations mutations = new Mutations(target.seeds(), SEED);
    int count = EXECUTIONS / 1000 * target.share();
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (byte[] seed : target.seeds()) {
            tried(target, seed, "a seed");
          }
          for (int i = 0; i < count; i++) {
            tried(target, mutations.next(), "seed " + SEED + ", execution " + i);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whatOnceWentWrongIsReadOrRefused(String name) throws Exception {
    FuzzTarget target = FuzzTargets.named(name);
    for (Path file : FuzzTargets.kept(FuzzTargets.checkout(), target)) {
      tried(target, Files.readAllBytes(file), file.toString());
    }
  }

  private static void tried(FuzzTarget target, byte[] input, String which) {
    try {
      target.test().on(input);
    } catch (Throwable wrong) {
      throw new AssertionError(
          "%s (%s): %s; input in hex: %s"
              .formatted(target.name(), which, wrong, HexFormat.of().formatHex(input)),
          wrong);
    }
  }
}
