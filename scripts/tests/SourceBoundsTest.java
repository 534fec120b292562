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
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Small files that each say one thing: none of more than 350 lines, no method of more than 60, none
 * with more than 8 parameters but for the components of a record.
 *
 * <p>What is larger stands in {@code fixtures/source-bounds.txt} with its size, which may not grow;
 * once it fits its line has to go.
 */
class SourceBoundsTest {
  private static final int FILE_LINES = 350;
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 8;

  private static final Path SCRIPTS = Repository.root().resolve("scripts");
  private static final Path ALLOWED = SCRIPTS.resolve("tests/fixtures/source-bounds.txt");

  @Test
  void nothingIsLargerThanWhoeverReadsItCanHold() throws IOException {
    Map<String, Integer> found = found();
    Map<String, Integer> allowed = allowed();
    TreeSet<String> wrong = new TreeSet<>();
    found.forEach(
        (what, size) -> {
          if (size > allowed.getOrDefault(what, 0)) {
            wrong.add(what + " has " + size + ": split it");
          }
        });
    for (String what : allowed.keySet()) {
      if (!found.containsKey(what)) {
        wrong.add(what + " fits now: strike its line");
      }
    }
    assertEquals(List.of(), List.copyOf(wrong), "see " + ALLOWED);
  }

  private static Map<String, Integer> allowed() throws IOException {
    Map<String, Integer> allowed = new TreeMap<>();
    for (String line : Files.readAllLines(ALLOWED)) {
      int cut = line.lastIndexOf(' ');
      allowed.put(line.substring(0, cut), Integer.parseInt(line.substring(cut + 1)));
    }
    return allowed;
  }

  /** Everything beyond a bound: {@code PATH lines}, {@code PATH METHOD lines} or parameters. */
  private static Map<String, Integer> found() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(SCRIPTS)) {
      sources = all.filter(path -> path.toString().endsWith(".java")).toList();
    }
    assertTrue(sources.size() > 100);
    Map<String, Integer> found = new TreeMap<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES) {
        found.put(SCRIPTS.relativize(source) + " lines", lines);
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
    private final Map<String, Integer> found;

    Methods(CompilationUnitTree unit, SourcePositions positions, Map<String, Integer> found) {
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
        found.merge(path + " " + name + " " + unitOfSize, size, Math::max);
      }
    }
  }
}
