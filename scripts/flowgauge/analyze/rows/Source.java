package flowgauge.analyze.rows;

import flowgauge.analyze.samples.BadSamples;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of another tool's. One compressed with gzip reads as what is in it, whatever it is called;
 * a byte order mark is passed over.
 */
public final class Source {
  private static final int HEAD = 1 << 16;
  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final boolean compressed;
  private final byte[] head;
  private final Charset charset;

  private Source(Path path, boolean compressed, byte[] head) {
    this.path = path;
    this.compressed = compressed;
    this.head = head;
    this.charset = charset(head);
  }

  /** What is not UTF-8 was written on Windows, in its western code page. */
  private static Charset charset(byte[] head) {
    boolean other =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false)
            .isMalformed();
    return other ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
  }

  /**
   * Looks at a file's beginning.
   *
   * @throws IOException with one line if there is no such file or nothing in it
   */
  public static Source of(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          Files.isDirectory(path)
              ? path + " is a folder: name the file in it"
              : "there is no file " + path);
    }
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(2);
    }
    boolean compressed = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    Source unread = new Source(path, compressed, new byte[0]);
    try (Content in = unread.open(Progress.NONE)) {
      byte[] head = in.readNBytes(HEAD);
      if (head.length > 1 && (head[0] & head[1]) == (byte) 0xFE && head[0] != head[1]) {
        throw new BadSamples(
            path,
            "is in UTF-16, as PowerShell's > writes it: save it as UTF-8 (Out-File -Encoding utf8)");
      }
      if (head.length == 0) {
        throw new BadSamples(path, "is empty");
      }
      return new Source(path, compressed, head);
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Its first bytes, at most 64 KiB, uncompressed and without byte order mark. */
  public byte[] head() {
    return head.clone();
  }

  /** The beginning as text. */
  public String text() {
    return new String(head, charset);
  }

  /** Its first line. */
  public String firstLine() {
    return text().lines().findFirst().orElse("");
  }

  /** Opens it; told how far it is read as a share of the file. */
  public Content open(Progress progress) throws IOException {
    InputStream file =
        new Counted(Files.newInputStream(path), Math.max(1, Files.size(path)), progress);
    InputStream plain = new BufferedInputStream(file, BUFFER);
    Unzipped unzipped = null;
    if (compressed) {
      try {
        unzipped = new Unzipped(path, new GZIPInputStream(plain, BUFFER));
        plain = new BufferedInputStream(unzipped, BUFFER);
      } catch (EOFException | ZipException broken) {
        file.close();
        throw new BadSamples(path, "is cut: it holds no compressed data");
      }
    }
    Content content = new Content(plain, unzipped, charset);
    try {
      content.passMark();
    } catch (IOException broken) {
      content.close();
      throw broken;
    }
    return content;
  }

  /** Opens it as text, to be read by lines. */
  public BufferedReader lines(Progress progress) throws IOException {
    return new BufferedReader(open(progress).text(), 1 << 16);
  }

  /** The same file beside this one, compressed or not. */
  public static Optional<Path> find(String name) {
    return java.util.stream.Stream.of(Path.of(name), Path.of(name + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static final class Counted extends FilterInputStream {
    private final double size;
    private final Progress progress;
    private long read;

    Counted(InputStream in, double size, Progress progress) {
      super(in);
      this.size = size;
      this.progress = progress;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int got = super.read(into, from, length);
      read += Math.max(0, got);
      progress.at(read / size, "reading");
      return got;
    }
  }

  /** Uncompressed bytes. Data that is cut ends where it ends; damaged data is refused. */
  private static final class Unzipped extends FilterInputStream {
    private final Path path;
    private boolean cut;

    Unzipped(Path path, GZIPInputStream in) {
      super(in);
      this.path = path;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return cut ? -1 : super.read(into, from, length);
      } catch (EOFException early) {
        cut = true;
        return -1;
      } catch (ZipException damaged) {
        throw new BadSamples(path, "its compressed data is damaged");
      }
    }
  }

  /** The bytes; compressed data that is cut ends where it ends. */
  public static final class Content extends FilterInputStream {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private final Unzipped unzipped;
    private final Charset charset;
    private int last = '\n';
    private boolean ended;

    /**
     * @param unzipped what it comes through, null where it is not compressed
     */
    private Content(InputStream in, Unzipped unzipped, Charset charset) {
      super(in);
      this.unzipped = unzipped;
      this.charset = charset;
    }

    private void passMark() throws IOException {
      in.mark(3);
      if (!Arrays.equals(in.readNBytes(3), MARK)) {
        in.reset();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int got = super.read(into, from, length);
      if (got > 0) {
        last = into[from + got - 1];
      }
      ended |= got < 0;
      return got;
    }

    /** Whether all was read and the last line had no end, so that it may be cut. */
    boolean open() {
      return ended && (cut() || last != '\n' && last != '\r');
    }

    /** Whether compressed data ended before its end. */
    private boolean cut() {
      return unzipped != null && unzipped.cut;
    }

    /** Why a last line is left out. */
    String whyOpen() {
      return cut()
          ? "the compressed file is cut, so the last line may be too"
          : "the last line has no line end, so it may be cut";
    }

    Reader text() {
      return new InputStreamReader(this, charset);
    }
  }
}
