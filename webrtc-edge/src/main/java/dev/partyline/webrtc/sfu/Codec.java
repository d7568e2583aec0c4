package dev.partyline.webrtc.sfu;

/** What is forwarded; nothing is transcoded, so a receiver gets only what it has agreed to. */
public enum Codec {
    /** RFC 7587. */
    OPUS(48_000),
    /** RFC 7741. */
    VP8(90_000),
    /** RFC 6184, packetization mode 1. */
    H264(90_000);

    private static final int COUNT = values().length;

    private final int clockRate;

    Codec(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Timestamp units a second. */
    public int clockRate() {
        return clockRate;
    }

    static int count() {
        return COUNT;
    }
}
