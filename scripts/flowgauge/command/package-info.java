//DEPS info.picocli:picocli:4.7.7
//SOURCES Alias.java
//SOURCES CommandLines.java
//SOURCES Failures.java
//SOURCES ProgressLine.java
//SOURCES StandardOutput.java
//SOURCES TerminalText.java
//RUNTIME_OPTIONS -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow

/**
 * How every alias behaves on the command line: messages and exit codes. Knows no step; entry points
 * and bench know it.
 */
package flowgauge.command;
