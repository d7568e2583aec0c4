package dev.partyline.media;

/** How a key press reached the bridge. One press may come by several. */
public enum DigitWay {
    /** Events in RTP (RFC 4733). */
    TELEPHONE_EVENT,
    /** The tone itself, in the audio. */
    TONE,
    /** A message of the call's signalling. */
    SIGNALLING
}
