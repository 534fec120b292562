package flowgauge.serve.setup;

import flowgauge.scenario.subject.OwnFiles;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is served, where it lies. A server gets a copy of it, since PromptFlow writes there: what
 * links lead to is copied in their place.
 *
 * @param folder copied as a whole, but for what Python, PromptFlow and git keep there themselves
 * @param includes put into the copy, each by its last name
 * @param without names of files that are left out
 */
public record ServedFolder(Path folder, List<Path> includes, Set<String> without) {
  private static final Set<String> LEFT_OUT = Set.of("__pycache__", ".promptflow", ".git");

  /** One that is copied whole. */
  public ServedFolder(Path folder, List<Path> includes) {
    this(folder, includes, Set.of());
  }

  /** The same but for files of some names. */
  public ServedFolder without(Set<String> names) {
    return new ServedFolder(folder, includes, names);
  }

  /** The folder of a subject. */
  public static ServedFolder of(Path root, Startable subject) throws ServeException {
    if (subject.own().isPresent()) {
      OwnFiles own = subject.own().get();
      return new ServedFolder(own.folder(), own.includes());
    }
    return new ServedFolder(
        subject.flow().isPresent()
            ? FlowFolder.of(root, subject.flow().get())
            : root.resolve(subject.folder()).resolve(subject.app()),
        List.of());
  }

  /** A temporary folder that holds a copy under the given name. */
  public Path temporaryCopy(String name) throws ServeException {
    Path temporary = null;
    boolean copied = false;
    try {
      temporary = TemporaryFolder.create();
      copyTo(temporary.resolve(name));
      copied = true;
      return temporary;
    } catch (FileSystemLoopException round) {
      throw new ServeException(
          "can't copy %s: the link %s leads round in a circle".formatted(folder, round.getFile()),
          round);
    } catch (IOException failed) {
      throw new ServeException("can't copy " + folder + ": " + failed.getMessage(), failed);
    } finally {
      if (!copied && temporary != null) {
        TemporaryFolder.delete(temporary);
      }
    }
  }

  /** Copies it to a folder that is made. */
  public void copyTo(Path target) throws IOException {
    copy(folder, target);
    for (Path include : includes) {
      copy(include, target.resolve(include.getFileName().toString()));
    }
  }

  private void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes is)
              throws IOException {
            if (LEFT_OUT.contains(at.getFileName().toString())
                || Files.exists(at.resolve("pyvenv.cfg"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to(at));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes is) throws IOException {
            if (is.isRegularFile() // no socket, and no link that leads nowhere
                && !without.contains(at.getFileName().toString())) {
              Files.copy(at, to(at), StandardCopyOption.REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }

          private Path to(Path at) {
            return target.resolve(source.relativize(at).toString());
          }
        });
  }

  /** Equal for equal content only. */
  public String hash() throws ServeException {
    Path copy = temporaryCopy("app");
    try {
      return ContentHash.ofFolder(copy.resolve("app"));
    } catch (IOException | UncheckedIOException failed) {
      throw new ServeException("can't read " + folder + ": " + failed.getMessage(), failed);
    } finally {
      TemporaryFolder.delete(copy);
    }
  }
}
