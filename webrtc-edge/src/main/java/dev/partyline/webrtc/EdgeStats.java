package dev.partyline.webrtc;

import java.util.Map;

/**
 * Counters of all browsers since the start, and gauges of now.
 *
 * @param browsers legs open
 * @param packetsReceived authenticated RTP packets
 * @param packetsSent RTP packets
 * @param keyFrameRequests PLIs sent to browsers
 * @param nacksReceived packets that browsers asked for again
 * @param nacksSent packets asked for again at browsers
 * @param retransmissions packets sent again, as RFC 4588 has it or as they were
 * @param drops datagrams refused or not sent, by reason; those of connectivity checks begin with {@code check_}
 */
public record EdgeStats(
        int browsers,
        long packetsReceived,
        long packetsSent,
        long keyFrameRequests,
        long nacksReceived,
        long nacksSent,
        long retransmissions,
        Map<String, Long> drops) {}
