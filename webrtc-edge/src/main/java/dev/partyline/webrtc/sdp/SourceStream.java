package dev.partyline.webrtc.sdp;

import java.util.OptionalInt;

/** A stream that a browser announces: its SSRC, and that of its retransmissions (FID, RFC 5576). */
public record SourceStream(int ssrc, OptionalInt rtxSsrc) {}
