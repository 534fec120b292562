package supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import flowgauge.serve.PinnedEnvironments;
import flowgauge.serve.setup.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known against the pinned Python packages. */
class VulnerabilitiesTest {
  private static final String OLD_PYTHON =
      "the last release for Python 3.9, newer ones get a mended one; speaks to this machine's mock"
          + " API only";

  private static final List<Decision> DECIDED =
      List.of(
          new Decision(
              "aiohttp 3.13.5",
              OLD_PYTHON,
              "CVE-2026-34993",
              "CVE-2026-47265",
              "CVE-2026-54273",
              "CVE-2026-54274",
              "CVE-2026-54275",
              "CVE-2026-54276",
              "CVE-2026-54277",
              "CVE-2026-54278",
              "CVE-2026-54279",
              "CVE-2026-54280",
              "CVE-2026-69244"),
          new Decision("anyio 4.12.1", OLD_PYTHON, "CVE-2026-63349"),
          new Decision("requests 2.32.5", OLD_PYTHON, "CVE-2026-25645"),
          new Decision("urllib3 2.6.3", OLD_PYTHON, "CVE-2026-44431", "CVE-2026-44432"),
          new Decision(
              "starlette 0.49.3",
              "promptflow-core 1.18.5 takes none from 0.50 on, the mock API keeps to it; both are asked by this machine only",
              "CVE-2026-48710",
              "CVE-2026-48817",
              "CVE-2026-48818",
              "CVE-2026-54282",
              "CVE-2026-54283"));

  /** Why vulnerabilities of a package's release do no harm here, by any of the ids of each. */
  private record Decision(String release, String why, Set<String> ids) {
    Decision(String release, String why, String... ids) {
      this(release, why, Set.of(ids));
    }

    boolean is(Pin pin, PackageIndex.Vulnerability found) {
      return release.equals(pin.name() + " " + pin.version())
          && found.ids().stream().anyMatch(ids::contains);
    }
  }

  private static Path python() throws Exception {
    Path list = Checkout.root().resolve("mock-api/requirements.txt");
    return PinnedEnvironments.folder("mock", list, line -> {}).resolve("bin/python");
  }

  private static List<String> undecided(List<PackageIndex.Told> told, List<Decision> decided) {
    List<String> undecided = new ArrayList<>();
    for (PackageIndex.Told one : told) {
      one.vulnerabilities().stream()
          .filter(found -> decided.stream().noneMatch(decision -> decision.is(one.pin(), found)))
          .map(found -> one.pin().name() + " " + one.pin().version() + ": " + found)
          .forEach(undecided::add);
    }
    return undecided;
  }

  /** Only when it is named: what the index knows changes while the checkout does not. */
  @Tag("index")
  @Test
  void theIndexKnowsOfNoneThatIsNotDecided() throws Exception {
    Set<Pin> pins = new LinkedHashSet<>();
    for (String list : Pin.LISTS) {
      pins.addAll(Pin.of(Checkout.root().resolve(list)));
    }
    List<PackageIndex.Told> told =
        PackageIndex.ask(Checkout.root(), python(), Map.of(), List.copyOf(pins));
    assertEquals(List.of(), undecided(told, DECIDED));
    List<String> untold =
        told.stream()
            .filter(one -> !one.known())
            .map(one -> one.pin().name() + " " + one.pin().version())
            .toList();
    assumeTrue(
        untold.isEmpty(),
        "nothing against the others, but of %d of %d packages this index does not tell: %s"
            .formatted(untold.size(), pins.size(), String.join(", ", untold)));
  }

  @Test
  void whatAnIndexKnowsIsReadFromEitherOfItsPages() throws Exception {
    try (Index index =
        new Index(
            Map.of(
                "/any/pypi/told/1.0/json",
                page(
                    "1.0",
                    "{'id': 'PYSEC-1', 'aliases': ['CVE-1'], 'fixed_in': ['1.1', '2.0']},"
                        + " {'id': 'PYSEC-2', 'aliases': [], 'fixed_in': []},"
                        + " {'id': 'PYSEC-3', 'aliases': [], 'fixed_in': [], 'withdrawn': 'x'}"),
                "/any/pypi/newest/json",
                page("3.0", "{'id': 'PYSEC-4', 'aliases': ['CVE-4'], 'fixed_in': ['3.1']}"),
                "/any/pypi/older/json",
                page("3.0", "{'id': 'PYSEC-5', 'aliases': [], 'fixed_in': []}"),
                "/any/pypi/silent/1.0/json",
                "{\"info\": {\"version\": \"1.0\"}}",
                "/any/pypi/well/1.0/json",
                page("1.0", "")))) {
      List<PackageIndex.Told> told =
          index.ask(
              pin("told", "1.0"),
              pin("newest", "3.0"),
              pin("older", "2.0"),
              pin("silent", "1.0"),
              pin("gone", "1.0"),
              pin("well", "1.0"));
      assertEquals(
          List.of(true, true, false, false, false, true),
          told.stream().map(PackageIndex.Told::known).toList());
      assertEquals(
          List.of(
              "told 1.0: PYSEC-1, CVE-1, fixed in 1.1, 2.0",
              "told 1.0: PYSEC-2, not fixed",
              "newest 3.0: PYSEC-4, CVE-4, fixed in 3.1"),
          undecided(told, List.of()));
      assertEquals(
          List.of("newest 3.0: PYSEC-4, CVE-4, fixed in 3.1"),
          undecided(
              told,
              List.of(
                  new Decision("told 1.0", "", "CVE-1", "PYSEC-2"),
                  new Decision("newest 2.0", "", "PYSEC-4"))));
    }
  }

  @Test
  void anIndexThatDoesNotAnswerIsToldInALine() throws Exception {
    try (Index index = new Index(Map.of("/any/pypi/page/1.0/json", "<html>"))) {
      String said =
          assertThrows(IOException.class, () -> index.ask(pin("page", "1.0"))).getMessage();
      assertTrue(said.startsWith("the package index does not answer: "), said);
    }
  }

  private static Pin pin(String name, String version) {
    return new Pin(name, version, true);
  }

  private static String page(String version, String vulnerabilities) {
    return "{'info': {'version': '%s'}, 'vulnerabilities': [%s]}"
        .formatted(version, vulnerabilities)
        .replace('\'', '"');
  }

  /** An index on loopback with a few pages. */
  private static final class Index implements AutoCloseable {
    private final HttpServer server;

    Index(Map<String, String> pages) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String page = pages.getOrDefault(exchange.getRequestURI().getPath(), "");
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.isEmpty() ? 404 : 200, Math.max(1, body.length));
            exchange.getResponseBody().write(page.isEmpty() ? new byte[1] : body);
            exchange.close();
          });
      server.start();
    }

    List<PackageIndex.Told> ask(Pin... pins) throws Exception {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/any/simple/";
      return PackageIndex.ask(
          Checkout.root(),
          python(),
          Map.of("PIP_INDEX_URL", url, "NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1"),
          List.of(pins));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
