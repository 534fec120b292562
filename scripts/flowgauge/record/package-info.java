//DEPS com.fasterxml.jackson.core:jackson-annotations:2.21
//DEPS com.fasterxml.jackson.core:jackson-core:2.21.7
//DEPS com.fasterxml.jackson.core:jackson-databind:2.21.7
//DEPS com.fasterxml.jackson.datatype:jackson-datatype-jdk8:2.21.7
//DEPS com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.21.7
//DEPS de.siegmar:fastcsv:4.4.0
//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES DriverCsv.java
//SOURCES DriverVerdict.java
//SOURCES FirstFailure.java
//SOURCES Json.java
//SOURCES LabelInfo.java
//SOURCES LoadInfo.java
//SOURCES PlanInfo.java
//SOURCES ProcessMark.java
//SOURCES ResourceCsv.java
//SOURCES RunCheck.java
//SOURCES RunFolder.java
//SOURCES RunInfo.java
//SOURCES RunJson.java
//SOURCES RunNames.java
//SOURCES ScenarioInfo.java
//SOURCES ServerInfo.java
//SOURCES Summary.java
//SOURCES SweepInfo.java
//SOURCES ToldInfo.java
//SOURCES sample/package-info.java

/**
 * The seam between measuring and analyzing: a sample, and the folder that a run leaves behind.
 * Nothing else crosses. Knows no other step.
 */
package flowgauge.record;
