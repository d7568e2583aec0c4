package dev.partyline.media.playout;

/** What a leg's playout gave for one tick. */
public enum Playout {
    /** What the far end sent. */
    FRAME,
    /** All or part of the frame is made up for lost or late packets. */
    CONCEALED,
    /** Nothing to play: the far end sends nothing, or not yet. The frame is all zeros. */
    SILENCE
}
