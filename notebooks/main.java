///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** In the checkout, {@code jbang notebooks} finds this folder first: hands over to the alias. */
class main {
  public static void main(String... args) throws IOException, InterruptedException {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("jbang-catalog.json"))) {
      root = root.getParent();
    }
    if (root == null) {
      System.err.println("notebooks: run it inside a checkout of flowgauge");
      System.exit(2);
    }
    List<String> command = new ArrayList<>();
    command.add(root.resolve("jbang").toString());
    command.add("notebooks@" + root.resolve("jbang-catalog.json"));
    command.addAll(List.of(args));
    Process alias = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(alias::destroy));
    System.exit(alias.waitFor());
  }
}
