package dev.partyline.media;

/** How a browser takes part in its room. */
public enum BrowserMode {
    /** It is sent the others' own streams, and the mix of those that are not forwarded. */
    FORWARDED,
    /** It is sent one mix of everybody but itself, as a phone is. */
    MIXED
}
