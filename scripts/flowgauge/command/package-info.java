//DEPS info.picocli:picocli:4.7.7
//SOURCES *.java

/**
 * How every alias behaves on the command line: messages and exit codes. Knows no step; entry points
 * and bench know it.
 */
package flowgauge.command;
