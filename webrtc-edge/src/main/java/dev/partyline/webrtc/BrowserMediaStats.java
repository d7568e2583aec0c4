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
        long packetsDropped) {}
