package dev.partyline.media;

/** What everybody in a room hears at once. */
public enum Chime {
    /** Somebody came: two notes that rise. */
    CAME,
    /** Somebody left: two notes that fall. */
    LEFT
}
