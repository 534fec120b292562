import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
final class Repository {
  private Repository() {}

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("jbang-catalog.json"))) {
        return at;
      }
    }
    throw new IllegalStateException("run the tests inside the checkout");
  }
}
