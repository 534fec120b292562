import flowgauge.record.RunNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** uvicorn from PyPI, over TLS with a key of its own that this JVM trusts from then on. */
final class UvicornServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String VERSION = "0.38.0";
  private static final int PATIENCE_S = 30;

  private final Path python;
  private final Path certificate;
  private final int port;
  private final Process process;

  private UvicornServer(Path python, Path certificate, int port, Process process) {
    this.python = python;
    this.certificate = certificate;
    this.port = port;
    this.process = process;
  }

  /** Starts it with its files in that folder; it keeps an idle connection for a second. */
  static UvicornServer start(Path folder)
      throws IOException, InterruptedException, BenchmarkException, GeneralSecurityException {
    Path log = folder.resolve("uvicorn.log");
    Path python = Cache.python(Cache.folder(), "uvicorn-" + VERSION, script("keep-alive.txt"), log);
    Path keys = folder.resolve("keys.p12");
    Tools.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD,
            "-dname",
            "CN=flowgauge",
            "-ext",
            "SAN=ip:127.0.0.1"),
        log);
    System.setProperty("javax.net.ssl.trustStore", keys.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    String alias = store.aliases().nextElement();
    Path key = pem(folder, "PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    Path certificate = pem(folder, "CERTIFICATE", store.getCertificate(alias).getEncoded());
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        Tools.start(
            List.of(
                python.toString(),
                "-m",
                "uvicorn",
                "--app-dir",
                script("keep_alive_app.py").getParent().toString(),
                "--port",
                Integer.toString(port),
                "--ssl-keyfile",
                key.toString(),
                "--ssl-certfile",
                certificate.toString(),
                "--timeout-keep-alive",
                "1",
                "--no-access-log",
                "--log-level",
                "error",
                "keep_alive_app:app"),
            log);
    UvicornServer server = new UvicornServer(python, certificate, port, process);
    server.await(log);
    return server;
  }

  /** A file beside the benchmarks' sources. */
  static Path script(String name) throws BenchmarkException {
    return RunNames.datasets()
        .map(datasets -> datasets.resolveSibling("scripts/benchmarks").resolve(name))
        .filter(Files::isRegularFile)
        .orElseThrow(() -> new BenchmarkException("run this inside flowgauge's checkout"));
  }

  private static Path pem(Path folder, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(what.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }

  private void await(Path log) throws IOException, InterruptedException, BenchmarkException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    close();
    throw new BenchmarkException("uvicorn does not start: " + Tools.lastLine(log, ""));
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port + "/");
  }

  Path python() {
    return python;
  }

  Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    Tools.kill(process);
  }
}
