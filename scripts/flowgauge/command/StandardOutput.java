package flowgauge.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Standard output that keeps why it could not be written. {@link System#out} drops that, and half
 * of a JSON file on a full disk would pass for a good one.
 */
final class StandardOutput extends OutputStream {
  private static StandardOutput installed;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private IOException failure;

  private StandardOutput() {}

  /** Puts it in the place of {@link System#out}, once. */
  static synchronized StandardOutput install() {
    if (installed == null) {
      String terminals = System.getProperty("sun.stdout.encoding");
      String named = System.getProperty("stdout.encoding", terminals);
      Charset charset = named == null ? Charset.defaultCharset() : Charset.forName(named);
      installed = new StandardOutput();
      System.setOut(new PrintStream(new BufferedOutputStream(installed, 8192), true, charset));
    }
    return installed;
  }

  /**
   * Why not all could be written; empty if it could, or if who read it went away, as {@code head}
   * does.
   */
  synchronized Optional<String> failure() {
    System.out.flush();
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(why -> !why.contains("Broken pipe"));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] b, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      out.write(b, from, length);
    } catch (IOException full) {
      failure = full;
      throw full;
    }
  }
}
