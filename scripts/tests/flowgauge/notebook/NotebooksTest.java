package flowgauge.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faults.Alias;
import flowgauge.record.RunFolder;
import flowgauge.serve.ListeningSockets;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.PythonEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Shell, control, input, output and heartbeat. */
  private static final int KERNEL_SOCKETS = 5;

  @TempDir Path folder;

  private static Path checkout() throws IOException {
    return Checkout.above(Path.of(""));
  }

  private static PythonEnvironment environment() throws IOException, InterruptedException {
    Path requirements = Jupyter.requirements(checkout());
    try {
      return Jupyter.environment(requirements, System.out::println);
    } catch (ServeException absent) {
      if (!"1".equals(System.getenv("FLOWGAUGE_REQUIRE_NOTEBOOKS"))) {
        Assumptions.abort(absent.getMessage());
      }
      throw new IOException(absent);
    }
  }

  private static Jupyter jupyter() throws IOException, InterruptedException {
    return new Jupyter(checkout(), environment(), System.getProperty("java.class.path"));
  }

  private static List<String> sources(JsonNode notebook) {
    List<String> sources = new ArrayList<>();
    for (JsonNode cell : notebook.get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        StringBuilder source = new StringBuilder();
        cell.get("source").forEach(line -> source.append(line.asText()));
        sources.add(source.toString());
      }
    }
    return sources;
  }

  @Test
  void committedOutputsAreNoOlderThanTheirCells() throws IOException, NoSuchAlgorithmException {
    List<Path> notebooks = Jupyter.notebooks(checkout());
    assertEquals(7, notebooks.size());
    for (Path file : notebooks) {
      JsonNode notebook = JSON.readTree(file.toFile());
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", sources(notebook)).getBytes(StandardCharsets.UTF_8));
      assertEquals(
          HexFormat.of().formatHex(digest),
          notebook.at("/metadata/flowgauge/cells_sha256").asText(),
          file.getFileName() + " was changed after it ran: ./jbang notebooks --execute");
      int number = 0;
      for (JsonNode cell : notebook.get("cells")) {
        if (cell.get("cell_type").asText().equals("code")) {
          assertEquals(++number, cell.get("execution_count").asInt(), file + " ran from the top");
        }
      }
    }
  }

  /** What a changed toolkit would print or draw otherwise is stale. */
  @Tag("slow")
  @Test
  void committedOutputsAreTodaysToolkits() throws IOException, InterruptedException {
    List<Path> committed = Jupyter.notebooks(checkout());
    List<Path> copies = new ArrayList<>();
    for (Path file : committed) {
      copies.add(Files.copy(file, folder.resolve(file.getFileName())));
    }
    copyStartUp();
    assertEquals(0, jupyter().execute(copies, true));
    boolean ownRuns = !RunFolder.list(checkout().resolve("datasets").resolve("runs")).isEmpty();
    for (int i = 0; i < copies.size(); i++) {
      if (!ownRuns || !committed.get(i).getFileName().toString().startsWith("05-")) {
        CellOutputs.assertSame(
            committed.get(i).getFileName() + " is stale: ./jbang notebooks --execute",
            JSON.readTree(committed.get(i).toFile()),
            JSON.readTree(copies.get(i).toFile()));
      }
    }
  }

  /** The first cell loads it from the notebook's own folder. */
  private void copyStartUp() throws IOException {
    Files.copy(
        checkout().resolve("notebooks/flowgauge.jshell"), folder.resolve("flowgauge.jshell"));
  }

  @Tag("slow")
  @Test
  void twoExecutionsAreTheSameByteForByte() throws IOException, InterruptedException {
    copyStartUp();
    Path first = copy("first.ipynb");
    Path second = copy("second.ipynb");
    assertEquals(0, jupyter().execute(List.of(first, second), true));
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    assertTrue(Files.readString(first).contains("image/png"), "charts show");
    assertTrue(Files.readString(first).contains("<table>"), "tables show");
  }

  /** A notebook with the toolkit's cell, a table and a chart, that can run anywhere. */
  private Path copy(String name) throws IOException {
    return notebook(
        name,
        first(),
        "import flowgauge.notebook.Study;\n\nvar run = Study.recorded(\"keep-alive\");",
        "run.summary()",
        "run.charts().throughput()");
  }

  private static String first() throws IOException {
    return sources(JSON.readTree(Jupyter.notebooks(checkout()).get(0).toFile())).get(0);
  }

  private Path notebook(String name, String... cells) throws IOException {
    ObjectNode notebook = JSON.createObjectNode();
    int number = 0;
    for (String source : cells) {
      notebook
          .withArray("cells")
          .addObject()
          .put("cell_type", "code")
          .put("id", "cell-" + number++)
          .put("source", source)
          .putNull("execution_count")
          .setAll(Map.of("metadata", JSON.createObjectNode(), "outputs", JSON.createArrayNode()));
    }
    notebook.set("metadata", JSON.createObjectNode());
    notebook.put("nbformat", 4).put("nbformat_minor", 5);
    Path file = folder.resolve(name);
    JSON.writeValue(file.toFile(), notebook);
    return file;
  }

  @Tag("slow")
  @Test
  void theFirstCellAloneFindsTheToolkitOrSaysWhatToDo() throws IOException, InterruptedException {
    Path inside = Files.createTempDirectory(checkout().resolve("notebooks"), ".by-hand");
    try {
      Path byHand = inside.resolve("by-hand.ipynb");
      Files.copy(
          notebook("by-hand.ipynb", "%load ../flowgauge.jshell", "flowgauge.notebook.Study.class"),
          byHand);
      assertEquals("", complaint(byHand));
    } finally {
      Files.deleteIfExists(inside.resolve("by-hand.ipynb"));
      Files.delete(inside);
    }
    copyStartUp();
    String said = complaint(notebook("outside.ipynb", first()));
    assertTrue(said.contains("outside.ipynb: code cell 1 failed"), said);
    assertTrue(said.contains("open this notebook inside a checkout"), said);
  }

  /** JupyterLab as the alias opens it, and a kernel's own sockets. */
  @Tag("slow")
  @Test
  void whatIsOpenedListensOnLoopbackOnlyAndWantsItsToken() throws Exception {
    environment();
    List<String> command = Alias.command("notebooks", List.of());
    command.addAll(List.of("--no-browser", "--port", Integer.toString(freePort())));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout().toFile());
    for (String own : List.of("RUNTIME", "CONFIG", "DATA")) {
      builder.environment().put("JUPYTER_" + own + "_DIR", folder.resolve(own).toString());
    }
    File said = folder.resolve("said").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(said).start();
    try {
      JsonNode server = await(process, () -> server(folder.resolve("RUNTIME")));
      URI kernels = URI.create(server.get("url").asText()).resolve("api/kernels");
      HttpRequest.Builder start =
          HttpRequest.newBuilder(kernels)
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"java\"}"));
      assertEquals(403, status(start.build()), "without its token");
      start.header("Authorization", "token " + server.get("token").asText());
      assertEquals(201, status(start.build()));
      List<InetSocketAddress> sockets =
          await(
              process,
              () -> {
                List<InetSocketAddress> all = ListeningSockets.of(process.toHandle());
                return all.size() > KERNEL_SOCKETS ? Optional.of(all) : Optional.empty();
              });
      assertTrue(sockets.stream().anyMatch(s -> s.getPort() == kernels.getPort()));
      assertTrue(
          sockets.stream().allMatch(s -> s.getAddress().isLoopbackAddress()), sockets.toString());
    } finally {
      List<ProcessHandle> all = process.descendants().toList();
      process.destroy();
      process.waitFor();
      for (ProcessHandle each : all) {
        each.onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static Optional<JsonNode> server(Path runtime) throws IOException {
    if (!Files.isDirectory(runtime)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(runtime)) {
      Optional<Path> info =
          files
              .filter(file -> file.getFileName().toString().matches("jpserver-[0-9]+[.]json"))
              .findFirst();
      // it may be just being written
      return info.isPresent() && Files.readString(info.get()).strip().endsWith("}")
          ? Optional.of(JSON.readTree(info.get().toFile()))
          : Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Something that may not be there yet. */
  private interface Awaited<T> {
    Optional<T> look() throws IOException;
  }

  private <T> T await(Process process, Awaited<T> awaited)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    Optional<T> found = awaited.look();
    while (found.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        fail("not come so far: " + Files.readString(folder.resolve("said")));
      }
      TimeUnit.MILLISECONDS.sleep(50);
      found = awaited.look();
    }
    return found.get();
  }

  @Tag("slow")
  @Test
  void aFailingCellIsNamed() throws IOException, InterruptedException {
    String said = complaint(notebook("broken.ipynb", "1 + 1", "int[] none = {};\nnone[3]", "2"));
    assertTrue(said.contains("broken.ipynb: code cell 2 failed"), said);
    assertTrue(said.contains("ArrayIndexOutOfBounds"), said);
  }

  /** What the execution complains of, in a Jupyter that knows nothing of flowgauge. */
  private String complaint(Path notebook) throws IOException, InterruptedException {
    PythonEnvironment environment = environment();
    ProcessBuilder builder =
        new ProcessBuilder(
            environment.program("python").toString(),
            checkout().resolve("scripts/flowgauge/notebook/execute.py").toString(),
            notebook.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("FLOWGAUGE_HOME"));
    builder
        .environment()
        .put("JUPYTER_PATH", environment.folder().resolve("share/jupyter").toString());
    builder.environment().put("JJAVA_JVM_OPTS", "-Djava.awt.headless=true");
    builder.directory(folder.toFile());
    Path errors = folder.resolve("errors");
    Process process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(errors.toFile())
            .start();
    int code = process.waitFor();
    String said = Files.readString(errors);
    assertEquals(said.isEmpty() ? 0 : 1, code, said);
    assertFalse(said.contains("Traceback"), said);
    return said;
  }
}
