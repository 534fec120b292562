import flowgauge.record.RunNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** uvicorn from PyPI, over TLS with a key of its own that this JVM trusts from then on. */
record UvicornServer(Path python, Path certificate, HttpServer server) implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String VERSION = "0.38.0";

  /** Starts it with its files in that folder; it keeps an idle connection for a second. */
  static UvicornServer start(Path folder)
      throws IOException, InterruptedException, BenchmarkException, GeneralSecurityException {
    Path log = folder.resolve("uvicorn.log");
    Path python = Cache.python("uvicorn-" + VERSION, script("keep-alive.txt"));
    Path keys = folder.resolve("keys.p12");
    Tools.run(
        Tools.words(
            "%s -genkeypair -keyalg EC -keystore %s -storepass %s -dname CN=flowgauge"
                + " -ext SAN=ip:127.0.0.1",
            Path.of(System.getProperty("java.home"), "bin", "keytool"), keys, PASSWORD),
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
    int port = HttpServer.freePort();
    List<String> command =
        Tools.words(
            "%s -m uvicorn --app-dir %s --port %s --ssl-keyfile %s --ssl-certfile %s"
                + " --timeout-keep-alive 1 --no-access-log --log-level error keep_alive_app:app",
            python, script("keep_alive_app.py").getParent(), port, key, certificate);
    return new UvicornServer(
        python, certificate, HttpServer.started("uvicorn", port, command, folder));
  }

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

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.uri().getPort() + "/");
  }

  @Override
  public void close() {
    server.close();
  }
}
