///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/notebook/package-info.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true

import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.notebook.Checkout;
import flowgauge.notebook.Jupyter;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the notebooks in JupyterLab, or runs them headless. */
@Command(
    name = "notebooks",
    description =
        "Opens the notebooks in JupyterLab with a Java kernel that knows flowgauge. The first time"
            + " it makes a Python environment in the cache folder (about a minute).",
    footer = {
      "",
      "Examples:",
      "  ./jbang notebooks                        opens a browser on notebooks/",
      "  ./jbang notebooks --no-browser --port 9999",
      "  ./jbang notebooks --execute              runs all and writes their outputs",
      "  ./jbang notebooks --execute --no-write notebooks/01-percentiles.ipynb"
    })
class Notebooks extends Alias {
  @Parameters(
      arity = "0..*",
      paramLabel = "NOTEBOOK",
      description = "what to execute (default: all in notebooks/)")
  List<Path> files = new ArrayList<>();

  @Option(names = "--execute", description = "run headless, stop at the first failing cell")
  boolean execute;

  @Option(names = "--no-write", description = "with --execute: leave the files as they are")
  boolean noWrite;

  @Option(
      names = "--port",
      defaultValue = "8888",
      description = "JupyterLab's port (${DEFAULT-VALUE})")
  int port;

  @Option(names = "--no-browser", description = "print the address instead of opening it")
  boolean noBrowser;

  @Option(
      names = "--classpath",
      description = "print what a kernel needs on its classpath, and end (a notebook's first cell)")
  boolean classpath;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Notebooks()).execute(args);
  }

  @Override
  public Integer call() throws IOException, ServeException, InterruptedException {
    String libraries = System.getProperty("java.class.path");
    if (classpath) {
      System.out.println(libraries);
      return 0;
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        System.err.println("notebooks: there is no " + file);
        return 2;
      }
    }
    Path checkout = Checkout.above(Path.of(""));
    PythonEnvironment python =
        Jupyter.environment(
            Jupyter.requirements(checkout), line -> System.err.println("notebooks: " + line));
    Jupyter jupyter = new Jupyter(checkout, python, libraries);
    return execute
        ? jupyter.execute(files.isEmpty() ? Jupyter.notebooks(checkout) : files, !noWrite)
        : jupyter.open(port, !noBrowser);
  }
}
