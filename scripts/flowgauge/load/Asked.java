package flowgauge.load;

import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import io.netty.buffer.ByteBuf;

/**
 * What a server is asked.
 *
 * @param target the request
 * @param bytes it as it is sent, where all send the same
 * @param times where its answers carry the server's times
 */
record Asked(Target target, ByteBuf bytes, ServerTimes times) {}
