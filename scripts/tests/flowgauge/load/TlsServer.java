package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** What a server with TLS needs: a key and its certificate, made for the test. */
public final class TlsServer {
  private static final String PASSWORD = "changeit";

  private TlsServer() {}

  /**
   * A key store in that folder with a certificate for these names, as {@code ip:} and {@code dns:}.
   */
  public static Path keys(Path folder, String... names) throws IOException, InterruptedException {
    Path store = Files.createDirectories(folder).resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=flowgauge",
                "-ext",
                "SAN=" + String.join(",", names))
            .redirectErrorStream(true)
            .start();
    String printed = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), printed);
    return store;
  }

  /** What a JVM is told so that it trusts that store's certificates. */
  public static String[] trusting(Path keys) {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  /** Has this JVM trust the store's certificates from now on; null takes that back. */
  static void trust(Path keys) {
    if (keys == null) {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    } else {
      System.setProperty("javax.net.ssl.trustStore", keys.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }
  }

  /** A context with the store's key. */
  static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /**
   * A listening socket on loopback.
   *
   * @param protocols as {@code TLSv1.3}; none for all
   */
  public static ServerSocket listen(Path keys, String... protocols)
      throws IOException, GeneralSecurityException {
    SSLServerSocket socket =
        (SSLServerSocket)
            context(keys)
                .getServerSocketFactory()
                .createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }
}
