package dev.partyline.media;

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
 * @param sinceLastTickNanos nanoseconds since the slowest loop last ticked: the sign of life
 * @param packetsReceived RTP packets taken
 * @param packetsSent RTP packets sent
 * @param packetsLost RTP packets missing by sequence number
 * @param framesConcealed frames made up by loss concealment
 * @param encodes frames encoded; listeners that share one count once
 * @param drops packets refused, by reason
 */
public record MediaStats(
        int legs,
        int rooms,
        int freePorts,
        long ticks,
        long lateTicks,
        long worstLatenessNanos,
        long sinceLastTickNanos,
        long packetsReceived,
        long packetsSent,
        long packetsLost,
        long framesConcealed,
        long encodes,
        Map<String, Long> drops) {}
