import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for one side of a measurement, with the flags that bench runs with. */
final class ChildJvm {
  static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx1g");

  private ChildJvm() {}

  static List<String> command(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-Dio.netty.leakDetection.level=disabled");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }
}
