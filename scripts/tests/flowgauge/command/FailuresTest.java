package flowgauge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void aFilesFailureIsMoreThanItsName() {
    assertEquals("/x/r: permission denied", Failures.words(new AccessDeniedException("/x/r")));
    assertEquals(
        "/x/r: no such file or folder",
        Failures.words(new UncheckedIOException(new NoSuchFileException("/x/r"))));
    assertEquals(
        "/x/r: Read-only file system",
        Failures.words(new FileSystemException("/x/r", null, "Read-only file system")));
  }

  @Test
  void anythingElseIsItsFirstLine() {
    assertEquals("one", Failures.words(new IOException("one\ntwo")));
    assertEquals("java.lang.IllegalStateException", Failures.words(new IllegalStateException()));
  }
}
