package flowgauge.notebook;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.group.InputGroups;
import flowgauge.analyze.model.Calibrator;
import flowgauge.analyze.model.Predicted;
import flowgauge.chart.Charts;
import flowgauge.chart.ModelCurve;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Theme;
import flowgauge.record.PlanInfo;
import flowgauge.record.PlanInfo.InputInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import flowgauge.report.CapacityTables;
import flowgauge.report.ModelTables;
import flowgauge.report.Settings;
import flowgauge.report.Subject;
import flowgauge.report.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * A run as a notebook looks at it.
 *
 * <pre>{@code
 * var run = Study.recorded("article"); // or Study.open("datasets/runs/NAME"), Study.newest()
 * run.summary()
 * run.charts().percentileCurve()
 * }</pre>
 */
public final class Study {
  private final RunFolder folder;
  private final Subject subject;
  private final Charts charts;

  private Study(RunFolder folder) throws IOException {
    this.folder = folder;
    this.subject = Subject.of(List.of(folder));
    this.charts = Charts.of(subject.analysis(), subject.facts(), Theme.LIGHT);
  }

  /** A run that is kept in the repository, below {@code datasets/recorded/}. */
  public static Study recorded(String name) throws IOException {
    return open("datasets/recorded/" + name);
  }

  /** The run in this folder, from the checkout's root on, or of this name. */
  public static Study open(String folder) throws IOException {
    Path path = Checkout.above(Path.of("")).resolve(folder);
    return new Study(Files.isDirectory(path) ? RunFolder.open(path) : RunNames.find(folder));
  }

  /** The newest of your own runs, or the recorded article run while there is none. */
  public static Study newest() throws IOException {
    List<RunFolder> runs =
        RunFolder.list(Checkout.above(Path.of("")).resolve("datasets").resolve("runs"));
    return runs.isEmpty() ? recorded("article") : new Study(runs.get(0));
  }

  /** The run's name. */
  public String name() {
    return subject.title();
  }

  /** The scenarios' names, in the order in which they ran. */
  public List<String> scenarios() {
    return List.copyOf(subject.analysis().scenarios().keySet());
  }

  /** All that the analysis found. */
  public RunAnalysis analysis() {
    return subject.analysis();
  }

  /** What it found about one scenario. */
  public ScenarioAnalysis scenario(String name) {
    return Optional.ofNullable(subject.analysis().scenarios().get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException("no scenario " + name + "; there are " + scenarios()));
  }

  /** The charts. */
  public Charts charts() {
    return charts;
  }

  /** The verdict in three sentences. */
  public List<String> verdict() {
    return subject.verdict();
  }

  /** The article's table, a column per scenario. */
  public Table summary() {
    return Tablesaw.of(Tables.summary(subject.analysis().scenarios()));
  }

  /** Percentiles with their intervals, with censoring, and as Locust reports them. */
  public Table percentiles() {
    return Tablesaw.of(Tables.percentiles(subject.analysis().scenarios()));
  }

  /** The two scenarios' percentiles side by side; empty unless there are two. */
  public Optional<Figure> comparison() {
    return subject.comparisons().stream().findFirst().map(charts::comparison);
  }

  /** A scenario's interval table. */
  public Table intervals(String scenario) {
    return scenario(scenario).intervals().table();
  }

  /** A scenario's requests, a row each, as README describes the columns. */
  public Table samples(String scenario) throws IOException {
    scenario(scenario);
    return SampleTable.read(folder.samples(scenario));
  }

  /**
   * The same with a further column: what the line of inputs that each sent has in this field.
   *
   * @throws IOException with one line where requests sent no lines of a file, or it is gone
   */
  public Table samples(String scenario, String field) throws IOException {
    String data =
        subject
            .runs()
            .get(0)
            .plan()
            .flatMap(PlanInfo::input)
            .flatMap(InputInfo::data)
            .orElseThrow(
                () ->
                    new IOException(
                        "the requests of " + name() + " were not made of a file of inputs"));
    Path inputs = Checkout.above(Path.of("")).resolve(data);
    if (!Files.isRegularFile(inputs)) {
      throw new IOException("the inputs of " + name() + " are gone: there is no " + inputs);
    }
    return SampleTable.with(samples(scenario), InputGroups.read(inputs, field));
  }

  /** First events and gaps of streams, with their intervals; no rows where no answer was one. */
  public Table streams() {
    return Tablesaw.of(Tables.streams(subject.analysis().scenarios()));
  }

  /** What could have limited each scenario, and how near it was. */
  public Table limits() {
    return Tablesaw.of(Tables.limits(subject.analysis().scenarios()));
  }

  /** The signs of backpressure. */
  public Table signs() {
    return Tablesaw.of(Tables.signs(subject.analysis().scenarios()));
  }

  /** A scenario's failure clusters with their likeliest causes. */
  public Table clusters(String scenario) {
    return Tablesaw.of(Tables.clusters(scenario, scenario(scenario).failures()));
  }

  /** What the search for a scenario's capacity found; fails in a run that searched none. */
  public Capacity capacity(String scenario) {
    return Optional.ofNullable(subject.capacities().get(scenario))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no capacity of %s was searched: run ./jbang capacity".formatted(scenario)));
  }

  /** The steps of that search. */
  public Table steps(String scenario) {
    return Tablesaw.of(CapacityTables.steps(scenario, capacity(scenario)));
  }

  /** Response time and goodput against load, with objective and capacity. */
  public Figure capacityCurve(String scenario) {
    return charts.capacity(scenario, capacity(scenario));
  }

  /** The queueing model that a scenario calibrates, and the law of its steps. */
  public Predicted predicted(String scenario) throws IOException {
    scenario(scenario);
    return Predicted.of(
        Calibrator.of(folder, subject.runs().get(0), subject.scenarios().get(scenario)),
        Optional.empty());
  }

  /** The model beside each load that was held. */
  public Table modelled(String scenario) throws IOException {
    return Tablesaw.of(ModelTables.steps(predicted(scenario)));
  }

  /** The law's coefficients; fails where too few numbers of users were held. */
  public Table law(String scenario) throws IOException {
    return Tablesaw.of(
        ModelTables.law(
            predicted(scenario)
                .law()
                .orElseThrow(
                    () -> new IllegalArgumentException("a law needs four numbers of users"))));
  }

  /** Model and law against users, with what was measured. */
  public Figure model(String scenario) throws IOException {
    return ModelCurve.figure(Theme.LIGHT, predicted(scenario));
  }

  /** What was set. */
  public Table settings() {
    return Tablesaw.of(Settings.scenarios(subject.scenarios()));
  }

  /** The machine that drove the load. */
  public Table host() {
    return Tablesaw.of(Settings.host(subject.runs()));
  }

  /**
   * Published figures beside this run's, as Locust would report them.
   *
   * @param published names of files below {@code datasets/published/}, without {@code .csv}
   */
  public Table beside(String... published) throws IOException {
    Path folder = Checkout.above(Path.of("")).resolve("datasets").resolve("published");
    return Published.beside(folder, List.of(published), subject.analysis().scenarios());
  }
}
