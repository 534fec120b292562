package flowgauge.analyze.rows;

import java.io.IOException;

/** Takes rows, each valid until the next; what it can't read it throws as a bad field. */
public interface RowVisitor<T> {
  void row(T row) throws IOException;
}
