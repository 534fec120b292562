//SOURCES Cleanup.java
//SOURCES ConnectionSource.java
//SOURCES HealthProbe.java
//SOURCES Launcher.java
//SOURCES LogBound.java
//SOURCES MockCount.java
//SOURCES MockEngine.java
//SOURCES PinnedPackages.java
//SOURCES Readiness.java
//SOURCES RunningServer.java
//SOURCES ServeException.java
//SOURCES Server.java
//SOURCES ServerInfos.java
//SOURCES ServerLog.java
//SOURCES ServerRuntime.java
//SOURCES ServerSettings.java
//SOURCES ServerStart.java
//SOURCES Usage.java
//SOURCES UsageProbe.java
//SOURCES WatchedPart.java

/**
 * What a server is once it is up: its commands, health, readiness, log, and what {@code run.json}
 * says of it. Knows scenario and record.
 */
package flowgauge.serve.server;
