//SOURCES Affinity.java
//SOURCES ExternalRuntime.java
//SOURCES Machine.java
//SOURCES MachineCheck.java
//SOURCES RuntimeChoice.java
//SOURCES server/package-info.java
//SOURCES setup/package-info.java
//SOURCES watch/package-info.java
//SOURCES docker/package-info.java
//SOURCES process/package-info.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java

/**
 * Starts and stops what is measured: pf-serve and the mock API, in containers or as processes, or
 * nothing where the server runs already; and watches what it uses. Knows scenario and record.
 */
package flowgauge.serve;
