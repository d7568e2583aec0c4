package dev.partyline.webrtc.sfu;

/**
 * @param payloadType as agreed
 * @param rtxPayloadType of its retransmissions (RFC 4588), or -1 where there are none
 */
public record Format(Codec codec, int payloadType, int rtxPayloadType) {
    public static final int NO_RTX = -1;
}
