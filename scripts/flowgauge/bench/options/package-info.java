//SOURCES AllowedHosts.java
//SOURCES Baselines.java
//SOURCES BenchCommandLine.java
//SOURCES BenchHelp.java
//SOURCES Contradictions.java
//SOURCES Durations.java
//SOURCES EndpointOptions.java
//SOURCES FileDefaults.java
//SOURCES HandedOptions.java
//SOURCES InputOptions.java
//SOURCES LoadOptions.java
//SOURCES Mistakes.java
//SOURCES MockOptions.java
//SOURCES Options.java
//SOURCES OwnOptions.java
//SOURCES Preset.java
//SOURCES RunOptions.java
//SOURCES ScenarioChoice.java
//SOURCES ScenarioNames.java
//SOURCES ServerOptions.java
//SOURCES Spreads.java
//SOURCES Stages.java
//SOURCES ToldOptions.java
//SOURCES WithoutEffect.java

/**
 * What a command line says: each group of options, their defaults from a file, help, mistakes and
 * contradictions. Knows input and plan; nothing of how a run goes.
 */
package flowgauge.bench.options;
