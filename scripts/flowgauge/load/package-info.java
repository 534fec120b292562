//DEPS io.netty:netty-handler:4.2.18.Final
//DEPS io.netty:netty-transport-classes-epoll:4.2.18.Final
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-x86_64
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-aarch_64
//SOURCES *.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java

/**
 * The load driver: puts a profile's load on an endpoint, on one event loop, and hands every request
 * to the recorder. Knows scenario and record.
 */
package flowgauge.load;
