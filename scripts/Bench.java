///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS info.picocli:picocli:4.7.7
//SOURCES flowgauge/scenario/package-info.java
//SOURCES flowgauge/record/package-info.java
import flowgauge.record.*;
import flowgauge.scenario.*;

class Bench { public static void main(String... a) throws Exception {
 System.out.println(Json.mapper().writeValueAsString(new RunInfo(1,"x","0.1",java.util.Optional.empty(),java.time.Instant.now(),java.util.Optional.empty(),RunInfo.Status.RUNNING,java.util.Optional.empty(),new RunInfo.Host("a",2,3,"k"),java.util.Map.of(),java.util.List.of())));
 System.out.println(Scenarios.all().size());
}}
