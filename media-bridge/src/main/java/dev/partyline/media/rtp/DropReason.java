package dev.partyline.media.rtp;

/** Why a packet was refused. A bad packet is never an exception; it ends in one counter of its leg. */
public enum DropReason {
    /** Not RTP or RTCP by RFC 3550 section 5.1 or 6.4. */
    MALFORMED,
    /** A payload type that the offer and answer did not agree. */
    UNKNOWN_PAYLOAD_TYPE,
    /** A source that did not (yet) earn the stream. */
    UNKNOWN_SSRC,
    /** A source that the stream has left. */
    STALE_SSRC,
    /** Seen before. */
    DUPLICATE,
    /** Its turn to be played was over, or its sequence number lies before the window. */
    LATE,
    /** A sequence number or timestamp far from the expected one, not yet confirmed by a second packet. */
    JUMPED,
    /** More audio than a packet may carry. */
    OVERSIZED,
    /** The stream is on hold: a PBX plays music then. */
    HELD,
    /** More packets in one tick than a phone sends. */
    FLOODED,
    /** Its SRTP authentication tag is wrong: nothing of it is kept. */
    UNAUTHENTICATED,
    /** Its SRTP index was seen before, or lies before the replay window (RFC 3711 section 3.3.2). */
    REPLAYED;

    private static final int COUNT = values().length;

    /** How many reasons there are, for an array of counters. */
    public static int count() {
        return COUNT;
    }
}
