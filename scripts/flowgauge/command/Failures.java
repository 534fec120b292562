package flowgauge.command;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What failed, as one line. Of a file the JDK's own message may be no more than its name. */
public final class Failures {
  private Failures() {}

  /** The line. */
  public static String words(Throwable failed) {
    Throwable told =
        failed instanceof UncheckedIOException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    if (told instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + what(file);
    }
    String message = told.getMessage() == null ? told.toString() : told.getMessage();
    return message.lines().findFirst().orElse("");
  }

  private static String what(FileSystemException failed) {
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "it is there already";
    }
    if (failed instanceof NotDirectoryException) {
      return "it is no folder";
    }
    return failed instanceof DirectoryNotEmptyException ? "it is not empty" : "it failed";
  }
}
