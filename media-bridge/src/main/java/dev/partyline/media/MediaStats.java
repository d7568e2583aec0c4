package dev.partyline.media;

import java.util.List;
import java.util.Map;

/**
 * Counters of the whole bridge since its start, and gauges of now.
 *
 * @param legs legs open
 * @param rooms rooms with at least one leg in them
 * @param freePorts pairs of phone ports not taken
 * @param ticks ticks of all loops
 * @param lateTicks ticks that began more than 5 ms after their deadline
 * @param worstLatenessNanos the worst of them
 * @param ticksByLateness how many ticks began how late
 * @param sinceLastTickNanos nanoseconds since the slowest loop last ticked: the sign of life
 * @param packetsReceived RTP packets taken
 * @param packetsSent RTP packets sent
 * @param packetsUnsent RTP packets that the system did not take
 * @param packetsLost RTP packets missing by sequence number
 * @param framesConcealed frames made up by loss concealment
 * @param framesStretched frames of phones in which time was stretched or shrunk
 * @param underruns how often playout of a phone ran dry and what came then had only been late
 * @param encodes frames encoded; listeners that share one count once
 * @param opusEncodes those of them that were Opus
 * @param loopAllocatedBytes bytes that the loops' threads have allocated
 * @param rtcpReceived RTCP packets taken
 * @param rtcpSent RTCP packets sent
 * @param legFaults legs closed because something in them broke
 * @param refusedCommands commands that a loop with far too much to do did not take
 * @param drops packets refused, by reason
 */
public record MediaStats(
        int legs,
        int rooms,
        int freePorts,
        long ticks,
        long lateTicks,
        long worstLatenessNanos,
        List<TicksWithin> ticksByLateness,
        long sinceLastTickNanos,
        long packetsReceived,
        long packetsSent,
        long packetsUnsent,
        long packetsLost,
        long framesConcealed,
        long framesStretched,
        long underruns,
        long encodes,
        long opusEncodes,
        long loopAllocatedBytes,
        long rtcpReceived,
        long rtcpSent,
        long legFaults,
        long refusedCommands,
        Map<String, Long> drops) {

    /**
     * Ticks that began so late at most, those that were sooner among them.
     *
     * @param latenessNanos the bound; {@link Long#MAX_VALUE} where there is none
     */
    public record TicksWithin(long latenessNanos, long ticks) {}
}
