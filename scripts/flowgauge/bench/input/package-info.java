//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.21.7
//SOURCES BodyTemplate.java
//SOURCES ConnectionFile.java
//SOURCES FlowDefinition.java
//SOURCES FlowSample.java
//SOURCES InputFile.java

/**
 * What files of the user say: bodies and templates, lines of inputs, connections, a flow's
 * definition and its sample. Knows no other room.
 */
package flowgauge.bench.input;
