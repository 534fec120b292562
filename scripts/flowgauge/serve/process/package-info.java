//SOURCES LaunchedProcess.java
//SOURCES ProcessLauncher.java
//SOURCES ProcessRuntime.java
//SOURCES SupervisedProcess.java

/** Servers as plain processes that end with us. Knows server, setup and watch. */
package flowgauge.serve.process;
