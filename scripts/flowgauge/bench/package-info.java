//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.21.7
//SOURCES AllowedHosts.java
//SOURCES BaselineRun.java
//SOURCES Baselines.java
//SOURCES BenchCommandLine.java
//SOURCES BenchException.java
//SOURCES BenchHelp.java
//SOURCES BenchPlan.java
//SOURCES BenchRun.java
//SOURCES ConnectionFile.java
//SOURCES Contradictions.java
//SOURCES Descriptors.java
//SOURCES Durations.java
//SOURCES Ending.java
//SOURCES EndpointOptions.java
//SOURCES FileDefaults.java
//SOURCES FlowDefinition.java
//SOURCES HandedOptions.java
//SOURCES HostFacts.java
//SOURCES InputFile.java
//SOURCES InputOptions.java
//SOURCES Interrupts.java
//SOURCES LoadOptions.java
//SOURCES LoadRun.java
//SOURCES Mistakes.java
//SOURCES OwnOptions.java
//SOURCES Plans.java
//SOURCES Preflight.java
//SOURCES Preset.java
//SOURCES Progress.java
//SOURCES Resume.java
//SOURCES RunOptions.java
//SOURCES RunText.java
//SOURCES ScenarioRun.java
//SOURCES ServerOptions.java
//SOURCES Settings.java
//SOURCES Stages.java
//SOURCES SummaryTable.java
//SOURCES Terminal.java
//SOURCES ToldOptions.java
//SOURCES TotalFailure.java
//SOURCES WithoutEffect.java
//SOURCES ../command/package-info.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java
//SOURCES ../serve/package-info.java
//SOURCES ../load/package-info.java
//SOURCES ../analyze/package-info.java
//SOURCES ../report/package-info.java

/**
 * A whole run: composes serve, load, record and the summary, from the command line's options to the
 * table at the end. Nothing but an entry point knows it.
 */
package flowgauge.bench;
