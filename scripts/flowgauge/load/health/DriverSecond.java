package flowgauge.load.health;

import flowgauge.record.sample.Phase;

/**
 * What the driver's event loop did in one second.
 *
 * @param timeUs end of the second, microseconds since the scenario's start
 * @param phase phase at that moment
 * @param users virtual users at that moment
 * @param inFlight requests in flight at that moment
 * @param sent requests sent during it
 * @param completed successful responses during it
 * @param failed failures during it
 * @param notSent open arrivals without a slot during it
 * @param latenessMaxUs worst lateness of a send against its schedule
 * @param loopDelayMaxUs worst delay of the event loop's own timer
 * @param loopCpuNanos CPU time of the event loop's thread so far
 * @param connections open connections at that moment
 */
public record DriverSecond(
    long timeUs,
    Phase phase,
    int users,
    int inFlight,
    long sent,
    long completed,
    long failed,
    long notSent,
    long latenessMaxUs,
    long loopDelayMaxUs,
    long loopCpuNanos,
    int connections) {}
