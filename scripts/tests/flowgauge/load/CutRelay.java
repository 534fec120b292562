package flowgauge.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Carries bytes to a port and back, and can cut the way back as a broken network does. */
final class CutRelay implements AutoCloseable {
  private static final int IDLE_MILLIS = 100;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int to;
  private final List<Socket> clients = new ArrayList<>();
  private volatile boolean cut;

  CutRelay(int to) throws IOException {
    this.to = to;
    daemon(
        () -> {
          while (true) {
            Socket client = server.accept();
            cut = false;
            Socket onward = new Socket(InetAddress.getLoopbackAddress(), to);
            synchronized (clients) {
              clients.add(client);
            }
            daemon(() -> client.getInputStream().transferTo(onward.getOutputStream()));
            daemon(() -> back(onward, client));
          }
        });
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Until the next connection comes, closes towards the client once nothing has come back for a
   * tenth of a second.
   */
  void cutOnceIdle() {
    cut = true;
  }

  private void back(Socket onward, Socket client) throws IOException {
    InputStream in = onward.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] piece = new byte[1 << 14];
    onward.setSoTimeout(IDLE_MILLIS);
    while (true) {
      boolean cutBefore = cut;
      try {
        int n = in.read(piece);
        if (n < 0) {
          break;
        }
        out.write(piece, 0, n);
      } catch (java.net.SocketTimeoutException idle) {
        if (cutBefore) {
          break;
        }
      }
    }
    client.close();
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException over) {
                // a side is gone
              }
            },
            "cut-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (clients) {
      for (Socket client : clients) {
        client.close();
      }
    }
  }
}
