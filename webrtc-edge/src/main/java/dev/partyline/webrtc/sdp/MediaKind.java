package dev.partyline.webrtc.sdp;

/** What a section is about. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    /** A data channel, or what nobody here speaks: refused in the answer, which keeps its place. */
    OTHER
}
