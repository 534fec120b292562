///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/report/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Djava.awt.headless=true

import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.report.Pdf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run's report as one HTML file, with its charts beside it. */
@Command(
    name = "report",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    description = {
      "Writes one HTML file that tells a run to whoever was not there: the verdict in three"
          + " sentences, tables and charts. Each chart goes into charts/ beside it.",
      "With two or more runs it compares them; the first is the base."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang report                         the newest run in datasets/runs",
      "  ./jbang report article --out article.html",
      "  ./jbang report datasets/runs/20260101T120000Z-quick --pdf",
      "  ./jbang report datasets/runs/BEFORE datasets/runs/AFTER --out compared.html --pdf"
    })
class Report extends Alias {
  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description = "a run's folder, or its name (default: the newest run in datasets/runs)")
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to (default: report.html in the first run's folder)")
  Path out;

  @Option(names = "--pdf", description = "print it to PDF too; needs Chromium")
  boolean pdf;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Report()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<RunFolder> folders = new ArrayList<>();
    for (String run : runs) {
      folders.add(RunNames.find(run));
    }
    if (folders.isEmpty()) {
      folders.add(RunNames.newest());
    }
    Path file = out == null ? flowgauge.report.Report.defaultPath(folders.get(0)) : out;
    flowgauge.report.Report.write(folders, file);
    TerminalText.print(System.out, "report: " + file);
    if (pdf) {
      String name = file.getFileName().toString().replaceFirst("\\.html?$", "") + ".pdf";
      Path printed = file.resolveSibling(name);
      Pdf.print(file, printed);
      TerminalText.print(System.out, "report: " + printed);
    }
    return 0;
  }
}
