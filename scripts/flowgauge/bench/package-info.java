//SOURCES BaselineRun.java
//SOURCES BenchRun.java
//SOURCES Course.java
//SOURCES Descriptors.java
//SOURCES Ending.java
//SOURCES HostFacts.java
//SOURCES InputCheck.java
//SOURCES Interrupts.java
//SOURCES LoadRun.java
//SOURCES Preflight.java
//SOURCES Progress.java
//SOURCES Resume.java
//SOURCES RunText.java
//SOURCES ScenarioRun.java
//SOURCES StageTable.java
//SOURCES SteeredLoad.java
//SOURCES Steering.java
//SOURCES SummaryTable.java
//SOURCES Terminal.java
//SOURCES TotalFailure.java
//SOURCES input/package-info.java
//SOURCES plan/package-info.java
//SOURCES options/package-info.java
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
