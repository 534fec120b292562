//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.21.7
//SOURCES *.java
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
