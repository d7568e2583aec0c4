package dev.partyline.webrtc.sdp;

/** An RTP header extension and the id that stands for it (RFC 8285); one-byte headers carry ids 1 to 14. */
public record HeaderExtension(int id, String uri) {
    /** RFC 6464. */
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    /** RFC 8843 section 15. */
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

    public static final String ABSOLUTE_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
}
