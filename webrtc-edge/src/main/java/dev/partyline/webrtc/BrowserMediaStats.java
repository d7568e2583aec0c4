package dev.partyline.webrtc;

/**
 * @param csrc names it in the mixed stream
 * @param connected whether media flows
 * @param levelDbov how loud it is, -127 to 0
 * @param speaking whether it speaks now
 * @param sendsVideo whether video came from it within the last two seconds
 * @param packetsReceived authenticated RTP packets
 * @param packetsLost missing by sequence number
 * @param packetsSent RTP packets to it
 * @param packetsDropped refused or not sent
 * @param heardNanos when something authentic last came from it, a check of ICE included, by the loop's clock; else when
 *     it was opened
 */
public record BrowserMediaStats(
        int csrc,
        boolean connected,
        int levelDbov,
        boolean speaking,
        boolean sendsVideo,
        long packetsReceived,
        long packetsLost,
        long packetsSent,
        long packetsDropped,
        long heardNanos) {}
