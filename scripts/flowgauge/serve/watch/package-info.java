//SOURCES Cgroup.java
//SOURCES ContextSwitches.java
//SOURCES EngineProcesses.java
//SOURCES HostProbe.java
//SOURCES ListenQueue.java
//SOURCES OpenSockets.java
//SOURCES OtherCores.java
//SOURCES Proc.java
//SOURCES ProcessProbe.java
//SOURCES ProcessStat.java
//SOURCES ProcessTree.java
//SOURCES ResourceWatch.java
//SOURCES RunningProcess.java

/**
 * What server, mock, driver and host use while a run is under way, by probes of processes, groups
 * and sockets. Knows server.
 */
package flowgauge.serve.watch;
