package verdicts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Accepts so many connections; further ones wait in the kernel, which holds hardly any. */
final class FewConnections extends ServerSocket {
  private final Semaphore free;

  FewConnections(int count) throws IOException {
    super(0, 1, InetAddress.getLoopbackAddress());
    free = new Semaphore(count);
  }

  @Override
  public Socket accept() throws IOException {
    free.acquireUninterruptibly();
    Socket accepted = new Accepted();
    implAccept(accepted);
    return accepted;
  }

  private final class Accepted extends Socket {
    private final AtomicBoolean open = new AtomicBoolean(true);

    @Override
    public void close() throws IOException {
      super.close();
      if (open.getAndSet(false)) {
        free.release();
      }
    }
  }
}
