import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Small files that each say one thing: none of more than 350 lines, no method of more than 60, none
 * with more than 8 parameters but for the components of a record.
 */
class SourceBoundsTest {
  private static final int FILE_LINES = 350;
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 8;

  private static final Path SCRIPTS = Repository.root().resolve("scripts");

  @Test
  void nothingIsLargerThanWhoeverReadsItCanHold() throws IOException {
    assertEquals(List.of(), List.copyOf(tooLarge()), "split it");
  }

  /** Everything beyond a bound, as {@code PATH METHOD lines SIZE}. */
  private static Set<String> tooLarge() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(SCRIPTS)) {
      sources = all.filter(path -> path.toString().endsWith(".java")).toList();
    }
    assertTrue(sources.size() > 100);
    Set<String> found = new TreeSet<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES) {
        found.add(SCRIPTS.relativize(source) + " lines " + lines);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.US_ASCII)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Methods(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  private static final class Methods extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Set<String> found;

    Methods(CompilationUnitTree unit, SourcePositions positions, Set<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      // annotations are left out: a test's may hold a table
      Tree from = method.getReturnType() == null ? method : method.getReturnType();
      long first = line(positions.getStartPosition(unit, from));
      int lines = (int) (line(positions.getEndPosition(unit, method)) - first + 1);
      note(method, "lines", lines, METHOD_LINES);
      Tree owner = getCurrentPath().getParentPath().getLeaf();
      boolean ofRecord =
          owner.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
      if (!ofRecord) {
        note(method, "parameters", method.getParameters().size(), PARAMETERS);
      }
      return super.visitMethod(method, none);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    private void note(MethodTree method, String unitOfSize, int size, int bound) {
      if (size > bound) {
        String name =
            method.getName().contentEquals("<init>")
                ? ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName() + "()"
                : method.getName() + "()";
        String path = SCRIPTS.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        found.add(path + " " + name + " " + unitOfSize + " " + size);
      }
    }
  }
}
